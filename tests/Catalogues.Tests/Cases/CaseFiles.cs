namespace Streaming.Catalogues.Tests.Cases;

/// <summary>
/// Small files of the shapes that people have, with what comes of each, for the tests of all programs: those beside the
/// repository, where they are at hand, else files of the same names and shapes made of a simulated night.
/// </summary>
internal static class CaseFiles
{
    private static readonly Lazy<string> MadeOnce = new(Make);

    /// <summary>Every file.</summary>
    public static IReadOnlyList<CaseFile> All { get; } =
    [
        new("plain.csv", CaseRows.Count),
        new("tab.tsv", CaseRows.Count),
        new("semicolon.csv", CaseRows.Count),
        new("pipe.csv", CaseRows.Count),
        new("blanks.txt", CaseRows.Count),
        new("semicolon-decimal-comma.csv", CaseRows.Count),
        new("gzip.csv.gz", CaseRows.Count),
        new("bom-crlf.csv", CaseRows.Count),
        new("utf16.csv", CaseRows.Count),
        new("table1.csv", CaseRows.Count),
        new("comments.csv", CaseRows.Count),
        new("hash-header.txt", CaseRows.Count),
        new("quoted-newline.csv", CaseRows.Count),
        new("unclosed-quote.csv", 0, "line 2: a quote opens here that nothing closes"),
        new("null-words.csv", CaseRows.Count),
        new("marks.csv", CaseRows.Count),
        new("photometric.csv", CaseRows.Count),
        new("band-or-redshift.csv", CaseRows.Count),
        new("band-or-redshift-both.csv", 0, "could both be the z band"),
        new("two-kinds-of-u.csv", CaseRows.Count),
        new("same-name-twice.csv", 0, "the column u stands twice"),
        new("class-beside-label.csv", CaseRows.Count, ClassFault: "class and label could both be the class"),
        new("classes-words.csv", CaseRows.Count),
        new("classes-codes.csv", CaseRows.Count, ClassFault: "--classes"),
        new("right-ascension-360.csv", CaseRows.Count),
        new("nanomaggies.csv", 0, "fluxes, not magnitudes?"),
        new("one-row.csv", 1),
        new("stars-only.csv", CaseRows.OfEachClass),
        new("constant-redshift.csv", CaseRows.Count),
        new("thirty.csv", CaseRows.Count / 2),
        new("page.csv", 0, "a web page"),
        new("empty.csv", 0, "the file is empty"),
        new("binary.fits", CaseRows.Count),
        new("tabledata.vot", CaseRows.Count),
        new("binary2.vot", CaseRows.Count),
        new("table.ecsv", CaseRows.Count),
        new("lsst-flux.csv", CaseRows.Count, ClassFault: "no column 'class'"),
    ];

    /// <summary>Where the files are: <see cref="Shared"/>, or else <see cref="Made"/>.</summary>
    public static string Folder => Shared ?? Made;

    /// <summary>The folder of the files beside the repository; null where there is none.</summary>
    public static string? Shared { get; } = FindShared();

    /// <summary>A folder of files that were made for this run of the tests.</summary>
    public static string Made => MadeOnce.Value;

    /// <summary>The file of this name.</summary>
    public static CaseFile Of(string name) => All.Single(file => file.Name == name);

    private static string Make()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "made-cases");
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        CaseWriter.WriteTo(Directory.CreateDirectory(folder).FullName);
        return folder;
    }

    private static string? FindShared()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Streaming.sln")))
            {
                var cases = Path.GetFullPath(Path.Combine(folder.FullName, "..", "shared", "cases"));
                return Directory.Exists(cases) ? cases : null;
            }
        }

        return null;
    }
}
