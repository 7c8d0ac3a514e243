using System.Globalization;

namespace Streaming.LoadTests.Rounds;

/// <summary>Words a value that every round has: the median, then all, so that their spread shows.</summary>
internal static class Series
{
    public static Target Only(string name, IReadOnlyList<double> values, string format) =>
        new(name, Worded(values, format), "", IsMet: true);

    public static Target AtMost(string name, IReadOnlyList<double> values, string format, double most) =>
        new(name, Worded(values, format), $"<= {Number(most, "#,0.##")}", values.Median() <= most);

    public static Target AtLeast(string name, IReadOnlyList<double> values, string format, double least) =>
        new(name, Worded(values, format), $">= {Number(least, "#,0.##")}", values.Median() >= least);

    /// <summary>A count that must stay 0.</summary>
    public static Target None(string name, int count) => new(name, Number(count, "0"), "0", count == 0);

    private static string Worded(IReadOnlyList<double> values, string format) =>
        $"{Number(values.Median(), format)} ({string.Join(", ", values.Select(value => Number(value, format)))})";

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
