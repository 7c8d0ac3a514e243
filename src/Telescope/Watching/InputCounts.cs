using Streaming.Contracts;

namespace Streaming.Telescope.Watching;

/// <summary>Counts classifications by what they were made from: a redshift or none, and how many bands.</summary>
internal sealed class InputCounts
{
    public const string Spectroscopic = "spectroscopic";
    public const string Photometric = "photometric";
    private const string Redshift = "redshift";

    private readonly Dictionary<(string Kind, int Bands), long> _counts = [];

    public void Add(ObjectClassified classified)
    {
        // Workers before 1.0 did not tell, and used all bands and the redshift.
        var inputs = classified.Inputs ?? [.. MeasuredInputs.BandNames, Redshift];
        var kind = inputs.Contains(Redshift) ? Spectroscopic : Photometric;
        var key = (kind, inputs.Count(input => MeasuredInputs.BandNames.Contains(input)));
        _counts[key] = _counts.GetValueOrDefault(key) + 1;
    }

    /// <summary>The counts so far, spectroscopic ones first, and the most bands first.</summary>
    public IReadOnlyList<(string Kind, int Bands, long Count)> Take() =>
    [
        .. _counts
            .OrderByDescending(pair => pair.Key.Kind == Spectroscopic)
            .ThenByDescending(pair => pair.Key.Bands)
            .Select(pair => (pair.Key.Kind, pair.Key.Bands, pair.Value)),
    ];
}
