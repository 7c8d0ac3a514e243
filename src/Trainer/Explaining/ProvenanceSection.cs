using System.Globalization;
using Streaming.Classification.Models;
using Streaming.Trainer.Reporting;

namespace Streaming.Trainer.Explaining;

/// <summary>All that is needed to make the model again.</summary>
internal static class ProvenanceSection
{
    public static Section Of(ModelManifest manifest)
    {
        var data = manifest.Data!;
        return new Section("Data, settings and versions")
            .Text(string.Create(
                CultureInfo.InvariantCulture,
                $"{manifest.Trainer.Name}, seed {manifest.Trainer.Seed}, trained in "
                    + $"{manifest.Trainer.Seconds:0.0} s. Features: {string.Join(", ", manifest.Features)}."))
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
            .Folded("Every setting", Pairs("setting", manifest.Trainer.Hyperparameters))
            .Table(Pairs("package", manifest.Trainer.Packages));
    }

    private static DataTable Pairs(string name, IReadOnlyDictionary<string, string> pairs) =>
        new([name, "value"], [.. pairs.Select(pair => new[] { pair.Key, pair.Value })]);
}
