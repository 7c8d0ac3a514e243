using System.Runtime.InteropServices;
using System.Text;

namespace Streaming.LoadTests;

/// <summary>How a measurement is laid out for people.</summary>
internal static class Report
{
    /// <summary>What it was measured on, in one sentence.</summary>
    public static string Setting(string broker, string models) =>
        $"{Processor()}, {Environment.ProcessorCount} processors shared by worker, broker, publisher and subscriber; "
        + $"{RuntimeInformation.FrameworkDescription}; {broker}; {models}.";

    public static string ToText(string title, string setting, IReadOnlyList<Target> targets)
    {
        var text = new StringBuilder().AppendLine(title).AppendLine(setting);
        var width = targets.Max(row => row.Name.Length) + 2;
        foreach (var row in targets)
        {
            text.AppendLine(
                $"{row.Name.PadRight(width)}{row.Value,12}  {row.Wanted,-12}{(row.IsMet ? "" : "MISSED")}");
        }

        return text.ToString();
    }

    public static string ToMarkdown(string title, string setting, IReadOnlyList<Target> targets)
    {
        var text = new StringBuilder($"### {title}\n\n{setting}\n\n| measured | value | target |\n|---|---:|---|\n");
        foreach (var row in targets)
        {
            text.Append($"| {row.Name} | {row.Value} | {row.Wanted}{(row.IsMet ? "" : " **missed**")} |\n");
        }

        return text.Append('\n').ToString();
    }

    private static string Processor() => File.ReadLines("/proc/cpuinfo")
        .FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim()
        ?? RuntimeInformation.ProcessArchitecture.ToString();
}
