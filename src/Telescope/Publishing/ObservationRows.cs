using System.Globalization;
using Streaming.Catalogues.Observations;
using Streaming.Contracts;

namespace Streaming.Telescope.Publishing;

/// <summary>The rows of a block as observations; what was not measured stays null.</summary>
internal sealed class ObservationRows
{
    private static readonly DateTimeOffset MjdEpoch = new(1858, 11, 17, 0, 0, 0, TimeSpan.Zero);

    private readonly CatalogueBlock _block;
    private readonly IReadOnlyList<string> _measurements;
    private readonly Dictionary<int, string> _wrong = [];

    /// <param name="block">Converted rows.</param>
    /// <param name="measurements">Names of the measurements that are published.</param>
    public ObservationRows(CatalogueBlock block, IReadOnlyList<string> measurements)
    {
        (_block, _measurements) = (block, measurements);
        foreach (var (row, role) in block.Wrong) _wrong.TryAdd(row, role);
    }

    /// <summary>Reads a row. Its id and its time may be missing.</summary>
    /// <returns>Why it cannot be published, or null.</returns>
    public string? Read(int row, out ObservationReceived observation)
    {
        observation = new ObservationReceived
        {
            ObservationId = _block.ObservationId(row),
            Alpha = Number(Role.Alpha, row),
            Delta = Number(Role.Delta, row),
            U = Number("u", row),
            G = Number("g", row),
            R = Number("r", row),
            I = Number("i", row),
            Z = Number("z", row),
            Redshift = Number(Role.Redshift, row),
            Measurements = Measurements(row),
            VisitId = _block.VisitId(row),
            Source = _block.Source(row),
        };
        if (_wrong.TryGetValue(row, out var role)) return $"{role} is not a number: {_block.TextOf(row, role)}";
        if (!MeasuredInputs.HasPosition(observation)) return "no position";
        var bands = MeasuredInputs.Bands(observation);
        if (bands.Count < ObservationReceived.FewestBands)
            return bands.Count == 0 ? "no band measured" : $"only {string.Join(' ', bands)} measured of the bands";
        if (!TryTime(row, out var time)) return $"observedAt is not a time: {_block.ObservedAt(row)}";
        observation = observation with { ObservedAt = time };
        return null;
    }

    private bool TryTime(int row, out DateTimeOffset? time)
    {
        if (_block.ObservedAt(row) is { } text)
        {
            var isTime = DateTimeOffset.TryParse(
                text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var read);
            time = read;
            return isTime;
        }

        time = _block.Mjd.Length > 0 && _block.Mjd[row] is > -600_000 and < 2_000_000 and var days
            ? MjdEpoch.AddDays(days)
            : null;
        return true;
    }

    // JSON has no number for what is not finite.
    private double? Number(string role, int row) =>
        _block.Numbers(role) is { } numbers && double.IsFinite(numbers[row]) ? numbers[row] : null;

    private Dictionary<string, double?>? Measurements(int row)
    {
        Dictionary<string, double?>? measured = null;
        foreach (var name in _measurements)
        {
            if (Number(name, row) is { } number) (measured ??= [])[name] = number;
        }

        return measured;
    }
}
