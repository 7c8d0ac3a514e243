using Streaming.Contracts;
using Streaming.Trainer.Evaluating;
using Streaming.Reporting;

namespace Streaming.Trainer.Explaining;

/// <summary>How good the model is by brightness.</summary>
internal static class MagnitudeSection
{
    public static Section Of(IReadOnlyList<(string Name, Answers Answers)> sets)
    {
        var section = new Section("By brightness").Text(
            "The hold-out by r magnitude. The survey took spectra of faint objects where it hoped for quasars and "
                + "luminous red galaxies, so that faint stars are few here; in a deeper survey they are not.");
        foreach (var (name, answers) in sets)
        {
            var groups = answers.ByMagnitude();
            var bins = groups.Select(group => Short(group.Name)).ToList();
            var accuracy = new Chart(Axis.Names("r magnitude, up to", bins), Axis.Linear("accuracy", Floor(groups), 1), name);
            accuracy.Line(groups.Select((group, i) => ((double)i, group.Metrics.Accuracy)), "var(--galaxy)");
            accuracy.Points(groups.Select((group, i) => ((double)i, group.Metrics.Accuracy)), "var(--galaxy)");
            var recall = new Chart(Axis.Names("r magnitude, up to", bins), Axis.Linear("recall", 0, 1), "Recall");
            foreach (var one in ObjectClass.All)
            {
                var points = groups.Index()
                    .Where(group => group.Item.Metrics.Classes[one].Rows > 0)
                    .Select(group => ((double)group.Index, group.Item.Metrics.Classes[one].Recall))
                    .ToList();
                recall.Line(points, ClassColour.Of(one)).Points(points, ClassColour.Of(one));
            }

            section.Figure(new Figure(
                $"Accuracy, and recall of each class, by r magnitude: {name}.",
                MetricColumns.Table("r magnitude", groups.Select(group => (group.Name, group.Metrics))),
                accuracy.ToSvg(),
                recall.ToSvg())
            { ShowsClasses = true });
        }

        return section;
    }

    // Room for a few letters a bin: its upper end, or that there is none.
    private static string Short(string bin) =>
        bin.Replace("r beyond ", "> ", StringComparison.Ordinal).Split("to ")[^1];

    private static double Floor(IReadOnlyList<Answers.Group> groups) =>
        Math.Max(0, groups.Min(group => group.Metrics.Accuracy) - 0.02);
}
