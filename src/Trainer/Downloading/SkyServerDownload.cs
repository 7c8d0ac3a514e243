
namespace Streaming.Trainer.Downloading;

/// <summary>Downloads a labelled sample of the survey, or what is left of it.</summary>
/// <param name="settings">What to download.</param>
/// <param name="screen">Where the download says how it goes.</param>
/// <param name="time">The clock.</param>
internal sealed class SkyServerDownload(DownloadSettings settings, Screen screen, TimeProvider time)
{
    // Some spectra have no object in the images, or one without all five magnitudes: a slice must have a few to spare.
    private const double UsableShare = 0.95;

    private readonly SkyServerQuery _query = new(settings);

    /// <exception cref="FailureException">The service fails for good, or the file cannot be written.</exception>
    /// <exception cref="OperationCanceledException">Stopped; the same download goes on later.</exception>
    public async Task RunAsync(string file, CancellationToken cancellation)
    {
        if (File.Exists(file))
        {
            throw new FailureException($"--out {file}: there is such a file already");
        }

        using var part = PartFile.Open(file, settings);
        if (part.Position is not null)
        {
            screen.Line($"{PartFile.PathOf(file)} has {part.Count:N0} rows: going on from there");
        }

        using var service = new SkyServerClient(settings.Address, Say, time);
        var title = FormattableString.Invariant($"Downloading {settings.Rows:N0} rows");
        try
        {
            await Progress.RunAsync(
                screen, title, settings.Rows, report => ReadAsync(service, part, report, cancellation));
        }
        catch (Exception fault) when (fault is OperationCanceledException or FailureException)
        {
            screen.Line($"{part.Count:N0} rows are in {PartFile.PathOf(file)}; the same command goes on from there");
            throw;
        }

        part.Complete();
        screen.Line(part.Count < settings.Rows
            ? (FormattableString)$"{file}: only {part.Count:N0} rows; the survey has no more of the {settings.Rows:N0}"
            : $"{file}: {part.Count:N0} rows");
        screen.Line($"to use it: trainer train --data {file}");
        if (settings.Columns.Length > 0)
        {
            var some = string.Join('-', settings.Columns.Split(',').Take(2));
            screen.Line($"  with measurements: --input-sets u-g-r-i-z-{some},u-g-r-i-z");
        }
    }

    private async Task<int> ReadAsync(
        SkyServerClient service, PartFile part, Action<long> report, CancellationToken cancellation)
    {
        var position = part.Position ?? await BeginAsync(service, cancellation);
        report(part.Count);
        while (part.Count < settings.Rows && !position.IsEnd)
        {
            var here = position;
            var page = await service.AskAsync(
                _query.Page(here),
                body => SkyServerAnswer.Page(body, _query.Columns, here.After),
                cancellation);
            position = here.Past(page, settings.PageRows);
            part.Append(page, position);
            report(part.Count);
        }

        return part.Count;
    }

    private async Task<Position> BeginAsync(SkyServerClient service, CancellationToken cancellation)
    {
        var spectra = await service.AskAsync(SkyServerQuery.Count, SkyServerAnswer.Count, cancellation);
        return Position.Begin(settings.Rows / (Math.Max(spectra, 1) * UsableShare));
    }

    private void Say(string fault, TimeSpan pause) =>
        screen.Line($"{fault}; asking again in {pause.TotalSeconds:0} s");
}
