using System.CommandLine;
using Streaming.Trainer.Evaluating;

namespace Streaming.Trainer.Downloading;

/// <summary><c>trainer download</c></summary>
internal static class DownloadCommand
{
    private static readonly string[] Releases = ["dr14", "dr15", "dr16", "dr17", "dr18"];

    public static Command Create(Screen screen, TimeProvider time)
    {
        var release = new Option<string>("--release")
        {
            Description = $"Data release of the survey: {string.Join(", ", Releases)}",
            DefaultValueFactory = _ => "dr17",
            HelpName = "NAME",
        };
        release.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is var name && !Releases.Contains(name))
            {
                result.AddError($"--release: '{name}' is not one of {string.Join(", ", Releases)}");
            }
        });
        var rows = BoundedOption.Of("--rows", "Rows to download", 100_000, 1, 5_000_000);
        var page = BoundedOption.Of("--page-rows", "Rows in one answer of the service", 10_000, 1, 100_000);
        var output = new Option<string>("--out")
        {
            Description = "CSV file to write; until it is complete, FILE.part",
            HelpName = "FILE",
            Required = true,
        };
        var url = new Option<string?>("--url")
        {
            Description = "SQL service of a mirror [default: that of skyserver.sdss.org for the release]",
            HelpName = "URL",
        };
        url.Validators.Add(result =>
        {
            if (!Uri.TryCreate(result.GetValueOrDefault<string>(), UriKind.Absolute, out var address)
                || (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp))
            {
                result.AddError($"--url: '{result.GetValueOrDefault<string>()}' is not an address of http or https");
            }
        });
        var columns = ColumnsOption.Create();
        var command = new DocumentedCommand(
            "download",
            "Download a labelled sample of the Sloan Digital Sky Survey from SkyServer; what was stopped goes on",
            """
            trainer download --release dr17 --rows 100000 --out skyserver.csv
            trainer download --columns psfMag_r,cModelMag_r,extinction,w1,w2 --out skyserver.csv
            """)
        {
            release, rows, columns, output, page, url,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var file = parsed.GetRequiredValue(output);
            PredictionsFile.EnsurePlace(file);
            var address = parsed.GetValue(url) ?? AddressOf(parsed.GetRequiredValue(release));
            var settings = new DownloadSettings(
                address, parsed.GetValue(rows), parsed.GetValue(page), ColumnsOption.Read(parsed, columns));
            await new SkyServerDownload(settings, screen, time).RunAsync(file, cancellation);
            return ExitCode.Success;
        });
        return command;
    }

    private static string AddressOf(string release) =>
        $"https://skyserver.sdss.org/{release}/SkyServerWS/SearchTools/SqlSearch";
}
