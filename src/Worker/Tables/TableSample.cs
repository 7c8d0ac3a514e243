using Streaming.Catalogues.Observations;

namespace Streaming.Worker.Tables;

/// <summary>
/// What a page draws of: some of the classified rows, each as likely as any other (Vitter 1985, algorithm R), by a fixed
/// seed. Of a table that is not larger, all.
/// </summary>
internal sealed class TableSample
{
    private const int Most = 50_000;
    private const int Seed = 14;

    private static readonly (string One, string Other)[] ColourPairs =
        [("u", "g"), ("g", "r"), ("r", "i"), ("i", "z")];

    private readonly Random _random = new(Seed);
    private readonly List<SampledRow> _rows = [];

    public IReadOnlyList<SampledRow> Rows => _rows;

    /// <summary>How many there were to choose from.</summary>
    public long Seen { get; private set; }

    /// <summary>Whether there were more rows than it keeps.</summary>
    public bool IsPart => Seen > _rows.Count;

    /// <summary>The band whose magnitude is shown: r, or the first that the table has.</summary>
    public string Band { get; private set; } = "r";

    /// <summary>The two colours that are shown, neighbours in the order of the bands; empty with fewer.</summary>
    public IReadOnlyList<(string One, string Other)> Colours { get; private set; } = [];

    public void Add(ClassifiedBlock block)
    {
        if (Seen == 0)
        {
            Choose(block.Block);
        }

        foreach (var row in block.Rows)
        {
            Seen++;
            if (_rows.Count < Most)
            {
                _rows.Add(Row(block, row));
            }
            else if (_random.NextInt64(Seen) is < Most and var place)
            {
                _rows[(int)place] = Row(block, row);
            }
        }
    }

    private void Choose(CatalogueBlock block)
    {
        var bands = Role.Bands.Where(band => block.Numbers(band) is not null).ToList();
        Band = bands.Contains("r") ? "r" : bands[0];
        Colours = [.. ColourPairs.Where(pair => bands.Contains(pair.One) && bands.Contains(pair.Other)).Take(2)];
        Colours = Colours.Count == 2 ? Colours : [];
    }

    private SampledRow Row(ClassifiedBlock block, int row)
    {
        var answers = block.Answers;
        return new SampledRow(
            answers[0].Text(row),
            answers[1].Number(row),
            Number(Role.Alpha),
            Number(Role.Delta),
            Number(Band),
            Colours.Count == 0 ? double.NaN : Number(Colours[0].One) - Number(Colours[0].Other),
            Colours.Count == 0 ? double.NaN : Number(Colours[1].One) - Number(Colours[1].Other));

        double Number(string role) => block.Block.Numbers(role) is { } numbers ? numbers[row] : double.NaN;
    }
}

/// <summary>A classified row, reduced to what is drawn; NaN where something was not measured.</summary>
/// <param name="Class">Its class.</param>
/// <param name="Confidence">The probability of it.</param>
/// <param name="Alpha">Right ascension, degrees.</param>
/// <param name="Delta">Declination, degrees.</param>
/// <param name="Magnitude">AB magnitude in the band that is shown.</param>
/// <param name="Bluer">The first colour, magnitudes.</param>
/// <param name="Redder">The second colour, magnitudes.</param>
internal readonly record struct SampledRow(
    string Class, double Confidence, double Alpha, double Delta, double Magnitude, double Bluer, double Redder);
