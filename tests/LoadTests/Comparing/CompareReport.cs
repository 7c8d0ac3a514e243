using System.Globalization;

namespace Streaming.LoadTests.Comparing;

/// <summary>Words a comparison: medians of each contender, and the worker's ratios round by round.</summary>
internal sealed class CompareReport
{
    private const double MostWarmToFloor = 1.5;
    private const double MostColdToFloor = 1.9;
    private const double LeastRateToOrdinary = 2.5;

    private readonly IReadOnlyList<CompareTurn> _turns;
    private readonly string _setting;
    private readonly string _title;
    private readonly double _mostWarm;
    private readonly double _mostCold;

    /// <param name="turns">What the contenders showed.</param>
    /// <param name="setting">What it was measured on.</param>
    /// <param name="count">Observations of a stretch.</param>
    /// <param name="recorded">What the worker's ratios to the floor may not rise much above; null for the aims.</param>
    public CompareReport(
        IReadOnlyList<CompareTurn> turns, string setting, int count, RecordedRatios? recorded = null)
    {
        (_turns, _setting) = (turns, setting);
        _mostWarm = recorded?.MostWarm ?? MostWarmToFloor;
        _mostCold = recorded?.MostCold ?? MostColdToFloor;
        var rounds = turns.GroupBy(turn => turn.Contender).Min(group => group.Count());
        _title = Invariant($"In turn, {rounds} rounds of 2 times {count:N0} observations as fast as the broker confirms");
        Targets = [.. Of()];
    }

    public IReadOnlyList<Target> Targets { get; }

    public string ToText() => Report.ToText(_title, _setting, Targets);

    public string ToMarkdown() => Report.ToMarkdown(_title, _setting, Targets);

    private IEnumerable<Target> Of()
    {
        foreach (var contender in _turns.Select(turn => turn.Contender).Distinct())
        {
            yield return Series(contender, "µs an observation, warm", turn => turn.Warm.TotalMicroseconds);
            yield return Series(contender, "µs an observation, start included", turn => turn.Cold.TotalMicroseconds);
            yield return Series(contender, "observations a second, warm", turn => turn.PerSecond);
            yield return Series(contender, "MiB at most", turn => turn.Memory);
        }

        var lost = _turns.Sum(turn => turn.Lost + turn.Repeated);
        yield return new Target("events lost or repeated", Invariant($"{lost}"), "0", lost == 0);
        if (Has(ContenderCommand.Floor))
        {
            var warm = Ratios(ContenderCommand.Floor, turn => turn.Warm.TotalMicroseconds);
            yield return Ratio("µs to the floor's, warm", warm, "<=", _mostWarm);
            var cold = Ratios(ContenderCommand.Floor, turn => turn.Cold.TotalMicroseconds);
            yield return Ratio("µs to the floor's, start included", cold, "<=", _mostCold);
        }

        if (Has(ContenderCommand.Ordinary))
        {
            var rates = Ratios(ContenderCommand.Ordinary, turn => turn.PerSecond);
            yield return Ratio("observations a second to the ordinary way's", rates, ">=", LeastRateToOrdinary);
        }
    }

    private Target Series(string contender, string unit, Func<CompareTurn, double> value) =>
        new($"{contender}: {unit}", Listed(Values(contender, value), "F0"), "", IsMet: true);

    private static Target Ratio(string name, IReadOnlyList<double> ratios, string relation, double wanted) => new(
        name,
        Listed(ratios, "F2"),
        Invariant($"{relation} {wanted:0.##}"),
        relation == "<=" ? ratios.Median() <= wanted : ratios.Median() >= wanted);

    // Round by round: the machine is not the same from minute to minute.
    private List<double> Ratios(string other, Func<CompareTurn, double> value) =>
        [.. Values(CompareRun.Worker, value).Zip(Values(other, value), (worker, beside) => worker / beside)];

    private List<double> Values(string contender, Func<CompareTurn, double> value) =>
        [.. _turns.Where(turn => turn.Contender == contender).Select(value)];

    private bool Has(string other) =>
        _turns.Any(turn => turn.Contender == CompareRun.Worker) && _turns.Any(turn => turn.Contender == other);

    private static string Listed(IReadOnlyList<double> values, string format)
    {
        return $"{Number(values.Median())} ({string.Join(", ", values.Select(Number))})";

        string Number(double value) => value.ToString(format, CultureInfo.InvariantCulture);
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
