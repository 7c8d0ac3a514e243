using Streaming.Classification.Observations;

namespace Streaming.Trainer.Data;

/// <summary>
/// A column that the trainer reads, under every name that it goes by: those of the Kaggle set "Stellar Classification
/// Dataset - SDSS17" and of SkyServer's exports (skyserver.sdss.org, DR14 to DR18). Case does not matter.
/// </summary>
/// <param name="Name">Its name in the contract.</param>
/// <param name="Range">Allowed values; null for text, and for a measurement, of which nothing is known.</param>
/// <param name="Required">Whether a file without it is refused.</param>
/// <param name="Aliases">Accepted headers, the preferred one first.</param>
internal sealed record Column(string Name, ValueRange? Range, bool Required, params string[] Aliases)
{
    public static Column Class { get; } = new("class", null, true, "class", "label");

    /// <summary>The numeric columns, in the order of <see cref="Observation"/>.</summary>
    public static IReadOnlyList<Column> Numbers { get; } =
    [
        // Training does not use the position, so a file may lack it.
        new("alpha", ValueRange.RightAscension, false, "alpha", "ra"),
        new("delta", ValueRange.Declination, false, "delta", "dec"),

        // In SkyServer's PhotoObj, u is another name of modelMag_u.
        new("u", ValueRange.Magnitude, false, "u", "modelMag_u"),
        new("g", ValueRange.Magnitude, false, "g", "modelMag_g"),
        new("r", ValueRange.Magnitude, false, "r", "modelMag_r"),
        new("i", ValueRange.Magnitude, false, "i", "modelMag_i"),
        new("z", ValueRange.Magnitude, false, "z", "modelMag_z"),
        new(InputSet.RedshiftName, ValueRange.Redshift, false, InputSet.RedshiftName, "spec_z"),
    ];

    /// <summary>A named measurement, under its own name alone.</summary>
    public static Column Measurement(string name) => new(name, null, true, name);

    /// <summary>Finds the column in a header.</summary>
    /// <returns>Its index, or -1 when an optional column is absent.</returns>
    /// <exception cref="FailureException">A required column is absent.</exception>
    public int IndexIn(IReadOnlyList<string> header, string file)
    {
        foreach (var alias in Aliases)
        {
            for (var i = 0; i < header.Count; i++)
            {
                if (string.Equals(header[i].Trim(), alias, StringComparison.OrdinalIgnoreCase))
                {
                    return i;
                }
            }
        }

        return Required
            ? throw new FailureException($"--data {file}: no column '{Name}' (accepted: {string.Join(", ", Aliases)})")
            : -1;
    }
}
