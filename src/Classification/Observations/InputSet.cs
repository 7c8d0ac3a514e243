using System.Collections.Immutable;
using System.Numerics;
using System.Text.RegularExpressions;
using Streaming.Classification.Models;
using Streaming.Contracts;

namespace Streaming.Classification.Observations;

/// <summary>
/// The measured inputs that an ensemble needs: bands, with or without the redshift, with or without named measurements.
/// Two sets of the same names are equal.
/// </summary>
internal sealed partial class InputSet : IEquatable<InputSet>
{
    public const string RedshiftName = "redshift";

    /// <summary>What people call inputs with a redshift.</summary>
    public const string SpectroscopicKind = "spectroscopic";

    /// <summary>What people call inputs without one.</summary>
    public const string PhotometricKind = "photometric";

    private const int RedshiftBit = 1 << 5;

    private readonly int _needed;

    private InputSet(IEnumerable<string> measurements, int needed)
    {
        _needed = needed;
        Measurements = [.. measurements.Order(StringComparer.Ordinal)];
        Bands = [.. BandNames.Where((_, i) => (needed & (1 << i)) != 0)];
        HasRedshift = (needed & RedshiftBit) != 0;
        Names = [.. Bands, .. HasRedshift ? (string[])[RedshiftName] : [], .. Measurements];
        Name = string.Join('-', Names);
    }

    /// <summary>The five bands, from ultraviolet to infrared.</summary>
    public static ImmutableArray<string> BandNames { get; } = ["u", "g", "r", "i", "z"];

    /// <summary>Every choice of three or more bands, with and without redshift, the fullest first.</summary>
    public static IReadOnlyList<InputSet> All { get; } =
    [
        .. Enumerable.Range(0, 2 * RedshiftBit)
            .Select(needed => new InputSet([], needed))
            .Where(set => set.Bands.Length >= ObservationReceived.FewestBands)
            .OrderDescending(Comparer<InputSet>.Create(Preference)),
    ];

    /// <summary>Five bands and a redshift.</summary>
    public static InputSet Spectroscopic => All[0];

    /// <summary>Five bands.</summary>
    public static InputSet Photometric { get; } = Of(BandNames);

    /// <summary>The names, in the order u g r i z redshift, then the measurements by name.</summary>
    public ImmutableArray<string> Names { get; }

    public ImmutableArray<string> Bands { get; }

    public ImmutableArray<string> Measurements { get; }

    public bool HasRedshift { get; }

    /// <summary><see cref="SpectroscopicKind"/> or <see cref="PhotometricKind"/>.</summary>
    public string Kind => HasRedshift ? SpectroscopicKind : PhotometricKind;

    /// <summary>The names joined by hyphens: <c>u-g-r-i-z-redshift</c>.</summary>
    public string Name { get; }

    /// <exception cref="ModelException">A name stands twice, or cannot be that of a measurement.</exception>
    public static InputSet Of(IReadOnlyCollection<string> names)
    {
        if (names.Distinct(StringComparer.Ordinal).Count() != names.Count)
        {
            throw new ModelException($"inputs {string.Join(' ', names)}: a name stands twice");
        }

        var needed = 0;
        var measurements = new List<string>();
        foreach (var name in names)
        {
            if (BandNames.IndexOf(name) is >= 0 and var band)
            {
                needed |= 1 << band;
            }
            else if (name == RedshiftName)
            {
                needed |= RedshiftBit;
            }
            else if (IsMeasurement(name))
            {
                measurements.Add(name);
            }
            else
            {
                throw new ModelException(
                    $"'{name}' is neither a band, 'redshift', nor a measurement's name (letters, digits and _)");
            }
        }

        return new InputSet(measurements, needed);
    }

    /// <summary>Whether a text can name a measurement that a model uses: it becomes part of file names.</summary>
    public static bool IsMeasurement(string name) => MeasurementName().IsMatch(name);

    /// <summary>What was measured of bands and redshift, as bits; to be asked for once an observation.</summary>
    public static int Measured(in Observation observation) =>
        Bit(observation.U, 0) | Bit(observation.G, 1) | Bit(observation.R, 2) | Bit(observation.I, 3)
        | Bit(observation.Z, 4) | Bit(observation.Redshift, 5);

    /// <summary>The bands and the redshift that were measured.</summary>
    public static IEnumerable<string> NamesMeasured(Observation observation) =>
        BandNames.Append(RedshiftName).Where(name => !double.IsNaN(observation.Value(name)));

    /// <summary>Whether all of the set was measured.</summary>
    /// <param name="measured">What <see cref="Measured"/> said of the observation.</param>
    /// <param name="observation">The observation.</param>
    public bool IsIn(int measured, in Observation observation)
    {
        if ((measured & _needed) != _needed)
        {
            return false;
        }

        foreach (var name in Measurements)
        {
            if (double.IsNaN(observation.Value(name)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether all of the set was measured.</summary>
    public bool IsIn(in Observation observation) => IsIn(Measured(observation), observation);

    /// <summary>
    /// Which of two sets an observation that has both is rather scored by, as a comparison: the one with redshift, then
    /// with more bands, then with more measurements, then the one that comes first in u g r i z order.
    /// </summary>
    public static int Preference(InputSet one, InputSet other) =>
        (one.HasRedshift, one.Bands.Length, one.Measurements.Length, Blueness(one)).CompareTo(
            (other.HasRedshift, other.Bands.Length, other.Measurements.Length, Blueness(other)));

    public bool Equals(InputSet? other) => other is not null && Name == other.Name;

    public override bool Equals(object? obj) => Equals(obj as InputSet);

    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => string.Join(' ', Names);

    private static int Bit(double value, int place) => double.IsNaN(value) ? 0 : 1 << place;

    // The bits of the bands read backwards, so that u weighs most.
    private static int Blueness(InputSet set)
    {
        var blueness = 0;
        for (var bits = set._needed & (RedshiftBit - 1); bits != 0; bits &= bits - 1)
        {
            blueness |= 1 << (BandNames.Length - 1 - BitOperations.TrailingZeroCount(bits));
        }

        return blueness;
    }

    [GeneratedRegex(@"^(?!(alpha|delta)\z)[A-Za-z_][A-Za-z0-9_]{0,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex MeasurementName();
}
