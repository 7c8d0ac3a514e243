using Streaming.Classification.Observations;

namespace Streaming.Trainer.Downloading;

/// <summary>Columns that can be asked for together.</summary>
/// <param name="Name">What asks for all of them.</param>
/// <param name="Pattern">What asks for one of them.</param>
/// <param name="Columns">The columns, in the order in which a file has them.</param>
internal sealed record ColumnGroup(string Name, string Pattern, IReadOnlyList<SurveyColumn> Columns)
{
    /// <summary>Columns of PhotoObj, each in five bands.</summary>
    public static ColumnGroup OfBands(string name, params string[] quantities) => new(
        name,
        string.Join(' ', quantities.Select(quantity => $"{quantity}_[{string.Concat(InputSet.BandNames)}]")),
        [
            .. from quantity in quantities
               from band in InputSet.BandNames
               select new SurveyColumn($"{quantity}_{band}", SkyServerQuery.Photometry),
        ]);

    public bool IsCalled(string name) => name.Equals(Name, StringComparison.OrdinalIgnoreCase);

    public override string ToString() => $"{Name} ({Pattern})";
}
