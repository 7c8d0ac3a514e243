using Streaming.Classification.Models;
using Streaming.Reporting;
using Streaming.Trainer.Novelty;
using Streaming.Trainer.Training;

namespace Streaming.Trainer.Explaining;

/// <summary>What is called novel, and what is not.</summary>
internal static class NoveltySection
{
    public static Section Of(ModelManifest manifest, IReadOnlyList<PackedEnsemble> packed)
    {
        var section = new Section("Novelty");
        if (manifest.Mixture is not { } mixture)
        {
            return section.Text("There were too few rows to tell what is unusual.");
        }

        var rows = manifest.Data!.TrainingRows.Values.Sum();
        var fitted = rows > MixtureFit.MostRows
            ? FormattableString.Invariant(
                $" It was fitted to {MixtureFit.MostRows:N0} of {rows:N0} rows, drawn by the hash of their key.")
            : "";
        return section
            .Text($"A mixture of {mixture.Components.Count} normal distributions over magnitudes says how dense the "
                + $"training objects lie around an observation; the novelty is the share of them that lies no denser. "
                + $"Below 0.01 an observation is called novel. A shift of all bands, or of one by half a magnitude, cannot "
                + $"be seen in a single observation: that is what drift is for.{fitted}")
            .Table(new DataTable(
                ["hold-out rows called novel", "as they are", "drawn evenly over each band", "one band wrong by 2 mag"],
                [
                    .. from one in packed
                       where !one.Inputs.HasRedshift || packed.All(other => other.Inputs.HasRedshift)
                       where one.Novelty is not null
                       select (IReadOnlyList<string>)
                       [
                           one.Inputs.ToString(), Share(one.Novelty!.FalseAlarms), Share(one.Novelty.Junk),
                           Share(one.Novelty.WrongBand),
                       ],
                ]));
    }

    private static string Share(double value) => FormattableString.Invariant($"{value:P1}");
}
