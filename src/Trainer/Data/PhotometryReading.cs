using Streaming.Catalogues.Observations;
using Streaming.Catalogues.Profiles;
using Streaming.Classification.Models;

namespace Streaming.Trainer.Data;

/// <summary>Writes down how the bands of a file were read.</summary>
internal static class PhotometryReading
{
    private const string PlainKind = "magnitude";

    public static PhotometryDescription Of(Catalogue catalogue, CatalogueRequest request)
    {
        var columns = catalogue.Columns;
        var bands = columns.Numbers.Where(column => Role.Bands.Contains(column.Role)).ToList();
        var units = bands.Select(column => column.Unit).Distinct().ToList();
        var correction = columns.Extinction?.Columns.Values.Select(column => catalogue.TableColumns[column.Place].Name);
        return new PhotometryDescription(
            bands.TrueForAll(IsNobodys) ? null : SurveyOf(columns.Profile),
            // A column that the user named has no kind but that of its unit.
            columns.Photometry == PlainKind && units.Exists(unit => unit.IsFlux) ? "flux" : columns.Photometry,
            string.Join(", ", units.Select(unit => unit.Name)),
            string.Join(", ", bands.Select(column => $"{column.Role} = {NameOf(column)}")),
            columns.IsDereddened || columns.Extinction is not null,
            correction is null ? null : string.Join(", ", correction.Distinct()),
            request.Said.Length > 0 ? request.Said : null);

        bool IsNobodys(AssignedColumn column) =>
            request.Map.Of(column.Role) is not null
            || NameOf(column).Equals(column.Role, StringComparison.OrdinalIgnoreCase);

        string NameOf(AssignedColumn column) => catalogue.TableColumns[column.Place].Name.Trim();
    }

    // A title tells the survey, then its tables.
    private static string SurveyOf(SurveyProfile profile) => profile.Title.Split(':')[0];
}
