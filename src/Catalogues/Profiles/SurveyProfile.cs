using System.Text.Json.Serialization;

namespace Streaming.Catalogues.Profiles;

/// <summary>
/// How a survey names what an observation holds. The file <c>NAME.json</c> beside this one, or one of the user's.
/// </summary>
internal sealed record SurveyProfile
{
    /// <summary>Stands for each of u, g, r, i and z in the name of a column.</summary>
    public const string Band = "BAND";

    /// <summary>What <c>--profile</c> calls it.</summary>
    [JsonRequired]
    public string Name { get; init; } = "";

    /// <summary>The survey and the tables that it is for, in words.</summary>
    [JsonRequired]
    public string Title { get; init; } = "";

    /// <summary>Where its names, units and numbers are documented.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>What people should know, in a sentence or two.</summary>
    public string? Remark { get; init; }

    /// <summary>
    /// The names that identity, position, time, redshift and class go by, beside those of every profile.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Columns { get; init; } =
        new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>The photometry that fills the bands. Two of these in one file: the user has to decide.</summary>
    public IReadOnlyList<Photometry> Bands { get; init; } = [];

    /// <summary>
    /// The photometry that fills the bands where a file has none of <see cref="Bands"/>; else it is measurements.
    /// </summary>
    public IReadOnlyList<Photometry> Otherwise { get; init; } = [];

    /// <summary>What else the survey measured.</summary>
    public IReadOnlyList<MeasuredColumn> Measurements { get; init; } = [];

    /// <summary>The Galaxy's extinction of each band, magnitudes; with <see cref="Band"/>.</summary>
    public string? Extinction { get; init; }

    /// <summary>The share of the light that the Galaxy lets through, 0 to 1; with <see cref="Band"/>.</summary>
    public string? Transmission { get; init; }

    /// <summary>Extinction of a band for E(B-V) = 1, magnitudes.</summary>
    public IReadOnlyDictionary<string, double> ExtinctionByReddening { get; init; } = new Dictionary<string, double>();

    /// <summary>Classes by the survey's own words and codes, by the name of their column.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Classes { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, string>>();
}

/// <summary>One kind of photometry: a column a band.</summary>
/// <param name="Column">Their name, with <see cref="SurveyProfile.Band"/>.</param>
/// <param name="Kind">What it is, in words: <c>model magnitude</c>.</param>
/// <param name="Unit">Its unit; null: AB magnitude.</param>
/// <param name="SameAs">
/// An earlier one that is the same quantity in another unit: where both stand, that one is taken.
/// </param>
/// <param name="IsDereddened">Whether it is corrected for the Galaxy's extinction already.</param>
internal sealed record Photometry(
    string Column, string Kind, string? Unit = null, string? SameAs = null, bool IsDereddened = false);

/// <summary>A column that becomes a named measurement.</summary>
/// <param name="Column">Its name in the survey's tables.</param>
/// <param name="Name">The measurement's name; null: the column's.</param>
/// <param name="Unit">Its unit, where it is a flux.</param>
/// <param name="VegaToAb">What makes a Vega magnitude an AB magnitude, by addition.</param>
internal sealed record MeasuredColumn(string Column, string? Name = null, string? Unit = null, double VegaToAb = 0);
