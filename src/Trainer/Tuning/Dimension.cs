namespace Streaming.Trainer.Tuning;

/// <summary>One axis of the search. The sampler knows it as the unit interval.</summary>
/// <param name="Name">What it sets.</param>
/// <param name="Low">Smallest value.</param>
/// <param name="High">Largest value.</param>
/// <param name="IsLogarithmic">Whether equal steps are equal ratios.</param>
/// <param name="IsInteger">Whether values are whole numbers.</param>
internal sealed record Dimension(
    string Name, double Low, double High, bool IsLogarithmic = false, bool IsInteger = false)
{
    // More digits than matter would only make the settings file hard to read.
    private const int Digits = 3;

    /// <summary>A choice between without (0) and with (1).</summary>
    public static Dimension Switch(string name) => new(name, 0, 1, IsInteger: true);

    /// <summary>The value at a place of the unit interval.</summary>
    public double Value(double unit)
    {
        var value = IsLogarithmic ? Low * Math.Pow(High / Low, unit) : Low + unit * (High - Low);
        return Math.Clamp(IsInteger ? Math.Round(value) : Short(value), Low, High);
    }

    /// <summary>The place of a value; one out of range has the place of the nearest end.</summary>
    public double UnitOf(double value)
    {
        var inside = Math.Clamp(value, Low, High);
        return IsLogarithmic ? Math.Log(inside / Low) / Math.Log(High / Low) : (inside - Low) / (High - Low);
    }

    private static double Short(double value)
    {
        if (value == 0)
        {
            return 0;
        }

        var decimals = Digits - 1 - (int)Math.Floor(Math.Log10(Math.Abs(value)));
        return decimals >= 0 ? Math.Round(value, Math.Min(decimals, 15)) : value;
    }
}
