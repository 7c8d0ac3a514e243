using System.Globalization;
using Streaming.Classification.Models;
using Streaming.Reporting;

namespace Streaming.Trainer.Explaining;

/// <summary>All that is needed to make the model again.</summary>
internal static class ProvenanceSection
{
    public static Section Of(ModelManifest manifest)
    {
        var (data, fullest) = (manifest.Data!, manifest.Fullest());
        return new Section("Data, settings and versions")
            .Text(string.Create(
                CultureInfo.InvariantCulture,
                $"{fullest.Trainer.Name}, seed {fullest.Trainer.Seed}; {manifest.Ensembles.Count} input sets, the trees of "
                    + $"{string.Join(' ', fullest.Inputs)} trained in {fullest.Trainer.Seconds:0.0} s."))
            .Folded("Features, by inputs", new DataTable(
                ["inputs", "features", "SHA-256"],
                [.. manifest.Ensembles.Select(one => new[]
                {
                    string.Join(' ', one.Inputs), string.Join(", ", one.Features), one.Sha256,
                })]))
            .Text(string.Create(
                CultureInfo.InvariantCulture,
                $"{data.File}, {data.Rows:N0} rows used; dropped: "
                    + $"{(data.Dropped.Count == 0 ? "none"
                : string.Join(", ",
                data.Dropped.Select(
                    one => string.Create(
                        CultureInfo.InvariantCulture,
                            $"{one.Value:N0} {one.Key}"))))}. SHA-256 of the file: {data.Sha256}."))
            .Table(new DataTable(
                ["class", "training rows", "hold-out rows"],
                [.. manifest.Classes.Select(name => new[]
                {
                    name, FormattableString.Invariant($"{data.TrainingRows[name]:N0}"),
                        FormattableString.Invariant($"{data.HoldOutRows[name]:N0}"),
                })]))
            .Folded(
                $"Every setting of {string.Join(' ', fullest.Inputs)}",
                Pairs("setting", fullest.Trainer.Hyperparameters))
            .Table(Pairs("package", fullest.Trainer.Packages));
    }

    private static DataTable Pairs(string name, IReadOnlyDictionary<string, string> pairs) =>
        new([name, "value"], [.. pairs.Select(pair => new[] { pair.Key, pair.Value })]);
}
