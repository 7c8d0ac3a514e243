using Streaming.Trainer.Evaluating;
using Streaming.Reporting;
using Streaming.Trainer.Training;

namespace Streaming.Trainer.Explaining;

/// <summary>How good the model is by what it is given.</summary>
internal static class InputSetSection
{
    public static Section Of(IReadOnlyList<PackedEnsemble> packed)
    {
        var ordered = packed.OrderBy(Accuracy).ToList();
        var names = ordered.ConvertAll(one => one.Inputs.ToString());
        var floor = Math.Max(0, Accuracy(ordered[0]) - 0.05);
        var chart = new Chart(Axis.Linear("accuracy, out of fold", floor, 1), Axis.Names("", names), "By inputs")
        {
            Height = 70 + 15 * names.Count,
            LeftMargin = 130,
        };
        for (var i = 0; i < ordered.Count; i++)
        {
            var accuracy = Accuracy(ordered[i]);
            chart.Box(
                floor, i - 0.35, accuracy, i + 0.35, ordered[i].Inputs.HasRedshift ? "var(--galaxy)" : "var(--star)",
                FormattableString.Invariant($"{names[i]}: {accuracy:F4}"));
        }

        return new Section("By what is measured")
            .Text("An ensemble of its own scores each set of inputs. With a redshift a missing band costs little; "
                + "without one every band counts. The bars begin where the worst set almost does.")
            .Figure(new Figure(
                "Accuracy out of fold by inputs, blue with a redshift, yellow without.",
                MetricColumns.Table(
                    "out of fold", packed.Select(one => (one.Inputs.ToString(), one.Manifest.OutOfFold!))),
                chart.ToSvg()))
            .Folded("The same on the hold-out, with candidates", MetricColumns.Table(
                "hold-out", packed.Select(one => (one.Inputs.ToString(), one.Manifest.HoldOut!))));
    }

    private static double Accuracy(PackedEnsemble one) => one.Manifest.OutOfFold!.Accuracy;
}
