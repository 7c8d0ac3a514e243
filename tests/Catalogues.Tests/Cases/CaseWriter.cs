using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Streaming.Catalogues.Tests.Cases;

/// <summary>Makes the files. What of them is binary, or follows a standard, astropy writes.</summary>
internal static class CaseWriter
{
    // Debian's python3-astropy is of this one.
    private const string Python = "/usr/bin/python3";

    private const double NanomaggyZeroPoint = 22.5;
    private const double NanojanskyZeroPoint = 31.4;

    private static readonly string[] Bands = ["u", "g", "r", "i", "z"];

    public static void WriteTo(string folder)
    {
        foreach (var (name, text) in Texts())
        {
            File.WriteAllText(Path.Combine(folder, name), text);
        }

        var plain = CaseTable.Plain.Text();
        File.WriteAllText(
            Path.Combine(folder, "bom-crlf.csv"), plain.ReplaceLineEndings("\r\n"), new UTF8Encoding(true));
        File.WriteAllText(Path.Combine(folder, "utf16.csv"), plain, Encoding.Unicode);
        using (var packed = new GZipStream(File.Create(Path.Combine(folder, "gzip.csv.gz")), CompressionLevel.Optimal))
        {
            packed.Write(Encoding.UTF8.GetBytes(plain));
        }

        RunAstropy(folder);
    }

    private static Dictionary<string, string> Texts()
    {
        var plain = CaseTable.Plain;
        var photometric = plain.Without("redshift");
        var bands = plain.Without("objid").Renamed(name => Bands.Contains(name) ? $"modelMag_{name}" : name);
        return new Dictionary<string, string>
        {
            ["plain.csv"] = plain.Text(),
            ["tab.tsv"] = plain.Text("\t"),
            ["semicolon.csv"] = plain.Text(";"),
            ["pipe.csv"] = plain.Text("|"),
            ["blanks.txt"] = plain.Text("   "),
            ["semicolon-decimal-comma.csv"] = plain.Text(";").Replace('.', ','),
            ["table1.csv"] = "#Table1\n" + plain.Text(),
            ["comments.csv"] = "# SELECT TOP 60 p.objid\n# FROM PhotoObj AS p, SpecObj AS s\n" + plain.Text(),
            ["hash-header.txt"] = "# " + plain.Text(" "),
            ["quoted-newline.csv"] = plain.With("note", row => row == 0 ? "\"two\nlines\"" : "").Text(),
            ["unclosed-quote.csv"] = plain.Set("class", row => row == 0 ? "\"GALAXY" : null).Text(),
            ["null-words.csv"] = plain
                .Set("u", row => row == 3 ? "null" : null).Set("z", row => row == 4 ? "NULL" : null)
                .Set("g", row => row == 5 ? "N/A" : null).Set("r", row => row == 6 ? "--" : null)
                .Set("i", row => row == 7 ? "nan" : null).Text(),
            ["marks.csv"] = plain
                .Set("u", row => row == 3 ? "-9999" : null).Set("z", row => row == 4 ? "99.0" : null)
                .Set("g", row => row == 5 ? "-999.0" : null).Set("r", row => row == 6 ? "9999" : null).Text(),
            ["photometric.csv"] = photometric.Text(),
            ["band-or-redshift.csv"] = bands.Renamed(name => name == "redshift" ? "z" : name).Text(),
            ["band-or-redshift-both.csv"] = plain.Without("objid").Before("z", "modelMag_z", "z")
                .Renamed(name => name == "redshift" ? "spec_z" : name).Text(),
            ["two-kinds-of-u.csv"] = Bands
                .Aggregate(plain.Without("objid"), (table, band) => table.Before("redshift", $"psfMag_{band}", band))
                .Text(),
            ["same-name-twice.csv"] = plain.Without("objid").Before("u", "u", "u").Text(),
            ["class-beside-label.csv"] = plain.With("label", row => CaseRows.All[row].Class).Text(),
            ["classes-words.csv"] = plain.Set("class", row => Word(row, "Galaxies", "star ", "Quasar")).Text(),
            ["classes-codes.csv"] = plain.Set("class", row => Word(row, "0", "1", "2")).Text(),
            ["right-ascension-360.csv"] = plain.Set("ra", row => row == 2 ? "360.00000" : null).Text(),
            ["nanomaggies.csv"] = Bands
                .Aggregate(plain, (table, band) => table.Set(band, row => Flux(row, band, NanomaggyZeroPoint))).Text(),
            ["one-row.csv"] = plain.Rows(row => row == 0).Text(),
            ["stars-only.csv"] = plain.Rows(row => CaseRows.All[row].Class == Contracts.ObjectClass.Star).Text(),
            ["constant-redshift.csv"] = plain.Set("redshift", _ => "0.00000").Text(),
            ["thirty.csv"] = plain.Rows(row => row < CaseRows.Count / 2).Text(),
            ["page.csv"] =
                "<!DOCTYPE html>\n<html><body><h1>Error</h1><p>Your query timed out</p></body></html>\n",
            ["empty.csv"] = "",
            ["lsst-flux.csv"] = Bands
                .Aggregate(
                    photometric.Without("class"),
                    (table, band) => table.Set(band, row => Flux(row, band, NanojanskyZeroPoint)))
                .Renamed(name => name switch
                {
                    "objid" => "objectId",
                    "ra" or "dec" => $"coord_{name}",
                    _ => $"{name}_psfFlux",
                }).Text(),
        };
    }

    // The rows go round the classes.
    private static string Word(int row, params string[] words) => words[row % words.Length];

    private static string Flux(int row, string band, double zeroPoint)
    {
        var magnitude = CaseRows.NumbersOf(row)[2 + Array.IndexOf(Bands, band)];
        return Math.Pow(10, (zeroPoint - magnitude) / 2.5).ToString("F5", CultureInfo.InvariantCulture);
    }

    private static void RunAstropy(string folder)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "Cases", "cases.py");
        var start = new ProcessStartInfo(Python, ["-W", "ignore", script, folder]) { RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException(errors);
        }
    }
}
