using System.Globalization;
using System.Text;

namespace Streaming.LoadTests.Training;

/// <summary>Tables of what training takes and what it gives, by rows, as Markdown.</summary>
internal static class TrainReport
{
    /// <summary>A line a number of rows and command.</summary>
    public static string Costs(IReadOnlyList<TrainTurn> turns)
    {
        var text = new StringBuilder(
            "| rows | command | wall, s | processor, s | peak memory, MiB |\n|---:|---|---:|---:|---:|\n");
        foreach (var turn in turns)
        {
            foreach (var (command, figures) in turn.Commands)
            {
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"| {turn.Rows:N0} | `{command}` | {figures.Wall.TotalSeconds:N0} "
                        + $"| {figures.Processor.TotalSeconds:N0} | {figures.PeakMemory:N0} |\n");
            }
        }

        return text.ToString();
    }

    /// <summary>A line a number of rows and ensemble.</summary>
    public static string Quality(IReadOnlyList<TrainTurn> turns)
    {
        var text = new StringBuilder(
            "| rows | inputs | accuracy | macro-F1 | log loss, nats |\n|---:|---|---:|---:|---:|\n");
        foreach (var turn in turns)
        {
            foreach (var one in turn.Quality)
            {
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"| {turn.Rows:N0} | {one.Inputs} | {one.Accuracy:F4} | {one.MacroF1:F4} | {one.LogLoss:F4} |\n");
            }
        }

        return text.ToString();
    }
}
