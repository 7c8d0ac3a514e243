using System.Globalization;
using Streaming.Contracts;
using Streaming.Simulation;

namespace Streaming.Trainer.Tests.Downloading;

/// <summary>
/// What the stand-in's survey has measured of an object beside its model magnitudes. Galaxies are wider than a point,
/// so that their PSF magnitude is fainter by 0.1 and more; quasars are red in the infrared (W1 − W2 above 0.8, Stern et
/// al. 2012, ApJ 753, 30), stars are not.
/// </summary>
internal sealed class SurveyPhotometry
{
    /// <summary>SDSS's mark in PhotoObj for what was not measured.</summary>
    public const string Unmeasured = "-9999";

    // A source of WISE without a magnitude in this filter: the column of SDSS's copy cannot be NULL.
    private const string UnmeasuredInfrared = "9999";

    // Of E(B-V), by band (Schlegel, Finkbeiner, Davis 1998, ApJ 500, 525, table 6).
    private static readonly Dictionary<char, double> Extinction = new()
    {
        ['u'] = 5.155, ['g'] = 3.793, ['r'] = 2.751, ['i'] = 2.086, ['z'] = 1.479,
    };

    private readonly int _index;
    private readonly Dictionary<string, string> _values = [];

    public SurveyPhotometry(SimulatedObservation simulated, int index)
    {
        _index = index;
        var random = new Random(7919 * index + 31);
        var isGalaxy = simulated.Class == ObjectClass.Galaxy;
        var width = (isGalaxy ? 0.13 + random.NextDouble() : 0) + 0.06 * (random.NextDouble() - 0.5);
        var reddening = 0.01 + 0.1 * random.NextDouble();
        var o = simulated.Observation;
        foreach (var (band, magnitude) in "ugriz".Zip([o.U!.Value, o.G!.Value, o.R!.Value, o.I!.Value, o.Z!.Value]))
        {
            var error = 0.01 + 0.02 * Math.Pow(10, 0.3 * (magnitude - 20));
            AddMagnitude("psfMag", band, magnitude + width, error);
            AddMagnitude("cModelMag", band, magnitude, error);
            AddMagnitude("petroMag", band, magnitude + 0.03, 1.5 * error);
            AddMagnitude("fiberMag", band, magnitude + 0.3 + 0.5 * width, error);
            Add($"modelMagErr_{band}", error);
            Add($"extinction_{band}", Extinction[band] * reddening);
        }

        HasInfrared = random.NextDouble() < 0.7;
        var colour = simulated.Class == ObjectClass.Qso ? 1.1 : isGalaxy ? 0.25 : 0;
        var w1 = o.Z!.Value - (isGalaxy || colour > 1 ? 3.5 : 1.8) + 0.2 * (random.NextDouble() - 0.5);
        Add("w1mpro", w1);
        Add("w2mpro", w1 - colour + 1.2 * (random.NextDouble() - 0.5));
        Add("w3mpro", w1 - 2 * colour - 0.5);
        Add("w4mpro", w1 - 3 * colour - 1);
        if (index % 4 == 0)
        {
            _values["w4mpro"] = UnmeasuredInfrared;
        }

        if (index % 20 == 3)
        {
            _values["psfMag_r"] = _values["psfMagErr_r"] = Unmeasured;
        }
    }

    /// <summary>Whether WISE has a source near it.</summary>
    public bool HasInfrared { get; }

    /// <summary>A value as the file has it.</summary>
    public string File(string column) => column.StartsWith('w') && !HasInfrared ? "" : _values[column];

    /// <summary>A value as the service answers it: NULL as a word or, as some of its versions do, as nothing.</summary>
    public string Answer(string column) =>
        File(column) is { Length: > 0 } value ? value : _index % 2 == 0 ? "null" : "";

    private void AddMagnitude(string name, char band, double magnitude, double error)
    {
        Add($"{name}_{band}", magnitude);
        Add($"{name}Err_{band}", error);
    }

    private void Add(string name, double value) =>
        _values[name] = Math.Round(value, 5).ToString(CultureInfo.InvariantCulture);
}
