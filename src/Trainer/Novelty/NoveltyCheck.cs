using Streaming.Classification.Observations;
using Streaming.Contracts;
using Streaming.Trainer.Data;

namespace Streaming.Trainer.Novelty;

/// <summary>What is called novel, of rows as they are and of rows that are made wrong.</summary>
/// <param name="FalseAlarms">Share of the rows themselves.</param>
/// <param name="Junk">Share of rows whose magnitudes are drawn anew, evenly over the range of each band.</param>
/// <param name="WrongBand">Share of rows of which one band is off by two magnitudes.</param>
internal sealed record NoveltyCheck(double FalseAlarms, double Junk, double WrongBand)
{
    private const double Shift = 2;
    private const int Seed = 23;

    /// <param name="novelty">The p-value of an observation; null when there is none.</param>
    /// <param name="rows">Rows that no mixture was fitted to.</param>
    /// <param name="bands">The bands that are measured.</param>
    /// <returns>Null when there is no p-value.</returns>
    public static NoveltyCheck? Of(
        Func<Observation, double?> novelty, IReadOnlyList<LabelledRow> rows, IReadOnlyList<string> bands)
    {
        if (rows.Count == 0 || novelty(rows[0].Observation) is null)
        {
            return null;
        }

        var random = new Random(Seed);
        var ranges = bands.ToDictionary(
            band => band,
            band => (
                Low: rows.Min(row => row.Observation.Value(band)), High: rows.Max(row => row.Observation.Value(band))));
        return new NoveltyCheck(
            rows.Average(row => IsNovel(row.Observation)),
            rows.Average(row => IsNovel(bands.Aggregate(
                row.Observation,
                (made, band) => made.With(
                    band, ranges[band].Low + random.NextDouble() * (ranges[band].High - ranges[band].Low))))),
            rows.Average(row =>
            {
                var band = bands[random.Next(bands.Count)];
                return IsNovel(row.Observation.With(
                    band, row.Observation.Value(band) + (random.Next(2) == 0 ? Shift : -Shift)));
            }));

        double IsNovel(Observation observation) => novelty(observation) < ObjectClassified.NovelBelow ? 1 : 0;
    }
}
