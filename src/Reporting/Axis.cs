using System.Globalization;

namespace Streaming.Reporting;

/// <summary>One axis of a chart: what it shows, from where to where, and which values are written beside it.</summary>
internal sealed class Axis
{
    private readonly Func<double, double> _scale;
    private readonly double _start;
    private readonly double _end;

    private Axis(
        string title, double start, double end, Func<double, double> scale, IReadOnlyList<(double, string)> ticks)
    {
        Title = title;
        _scale = scale;
        _start = scale(start);
        _end = scale(end) == _start ? _start + 1 : scale(end);
        Ticks = ticks;
    }

    public string Title { get; }

    /// <summary>Values to mark, with their labels.</summary>
    public IReadOnlyList<(double Value, string Label)> Ticks { get; }

    /// <summary>Where a value is: 0 at the left or lower end, 1 at the other.</summary>
    public double Position(double value) => (_scale(value) - _start) / (_end - _start);

    /// <summary>The values run evenly. When <paramref name="start"/> is the larger, the axis is inverted.</summary>
    public static Axis Linear(string title, double start, double end) =>
        new(title, start, end, value => value, Even(Math.Min(start, end), Math.Max(start, end)));

    /// <summary>Every power of ten takes the same room.</summary>
    public static Axis Logarithmic(string title, double start, double end)
    {
        double[] marks = end / start < 100 ? [1, 2, 5] : [1];
        var ticks = Enumerable.Range((int)Math.Floor(Math.Log10(start)), 20)
            .SelectMany(power => marks.Select(mark => mark * Math.Pow(10, power)))
            .Where(value => value >= start * 0.999 && value <= end * 1.001)
            .Select(value => (value, Short(value)));
        return new(title, start, end, value => Math.Log10(Math.Max(value, 1e-12)), [.. ticks]);
    }

    /// <summary>Each doubling takes the same room; the values to mark are given.</summary>
    public static Axis Doubling(string title, IReadOnlyList<double> values) => new(
        title, values[0] * 0.85, values[^1] * 1.18, Math.Log2, [.. values.Select(value => (value, Short(value)))]);

    /// <summary>Redshift as log(1 + z): equal factors by which wavelengths are stretched take the same room.</summary>
    public static Axis Redshift(double start, double end)
    {
        double[] round = [0, 0.2, 0.5, 1, 1.5, 2, 3, 4, 5, 6, 7, 9, 12];
        return new(
            "redshift", start, end, value => Math.Log(1 + value),
            [.. round.Where(value => value >= start && value <= end).Select(value => (value, Short(value)))]);
    }

    /// <summary>Names in place of values: the i-th is at i, its room reaches half a step to either side.</summary>
    public static Axis Names(string title, IReadOnlyList<string> names) =>
        new(title, -0.5, names.Count - 0.5, value => value, [.. names.Select((name, i) => ((double)i, name))]);

    /// <summary>A value in the fewest digits that tell it from its neighbours on an axis.</summary>
    public static string Short(double value) => Math.Abs(value) switch
    {
        0 => "0",
        >= 1e6 => (value / 1e6).ToString("0.##", CultureInfo.InvariantCulture) + "M",
        >= 1e4 => (value / 1e3).ToString("0.#", CultureInfo.InvariantCulture) + "k",
        >= 1e-4 => value.ToString("0.####", CultureInfo.InvariantCulture).Replace('-', '−'),
        _ => value.ToString("0e0", CultureInfo.InvariantCulture).Replace('-', '−'),
    };

    private static List<(double, string)> Even(double low, double high)
    {
        var rough = (high - low) / 5;
        var power = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(rough, 1e-12))));
        var step = power * (rough / power) switch { < 1.5 => 1, < 3.5 => 2, < 7.5 => 5, _ => 10 };
        var ticks = new List<(double, string)>();
        for (var i = (long)Math.Ceiling(low / step - 1e-9); i * step <= high + step * 1e-9; i++)
        {
            // Rounded, because 3 × 0.1 would be marked 0.30000000000000004.
            var value = Math.Round(i * step, 10);
            ticks.Add((value, Short(value)));
        }

        return ticks;
    }
}
