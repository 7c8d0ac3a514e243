using System.CommandLine;
using Streaming.Catalogues;
using Streaming.Catalogues.Observations;
using Streaming.Contracts;

namespace Streaming.Telescope.Publishing;

/// <summary><c>--measurements</c>: what is published beside bands and redshift.</summary>
internal static class PublishedMeasurements
{
    private const string All = "all";
    private const string None = "none";

    public static Option<string> Option()
    {
        var option = new Option<string>("--measurements")
        {
            Description = "What else to publish by name: w1,psfMag_r,… or none, or all that the survey's profile "
                + $"knows and JSON has under measurements, at most {ObservationReceived.MostMeasurements}",
            HelpName = "NAMES",
            DefaultValueFactory = _ => All,
        };
        option.CompletionSources.Add(All, None);
        option.Validators.Add(result =>
        {
            var names = Parse(result.GetValueOrDefault<string>()) ?? [];
            if (names.FirstOrDefault(Role.Numbers.Contains) is { } name)
                result.AddError($"{option.Name}: {name} is no measurement, and published anyway");
            else if (names.Count > ObservationReceived.MostMeasurements)
                result.AddError($"{option.Name}: {names.Count} names, at most {ObservationReceived.MostMeasurements}");
        });
        return option;
    }

    /// <summary>The names; null for all.</summary>
    public static IReadOnlyList<string>? Parse(string? text) => text switch
    {
        null or All => null,
        None => [],
        _ => [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct()],
    };

    /// <summary>The measurements of a file that are published, which is told.</summary>
    /// <exception cref="CatalogueException">The file lacks one that was asked for by name.</exception>
    public static IReadOnlyList<string> Of(Catalogue catalogue, IReadOnlyList<string>? wanted, List<string> notices)
    {
        var found = catalogue.Columns.Numbers.Select(column => column.Role).Except(Role.Numbers).ToList();
        if (wanted?.Except(found).FirstOrDefault() is { } missing)
        {
            throw new CatalogueException($"no column for the measurement {missing}. It has "
                + $"{string.Join(", ", catalogue.TableColumns.Select(column => column.Name))}");
        }

        var published = found.Take(ObservationReceived.MostMeasurements).ToList();
        if (published.Count > 0 && wanted is null)
        {
            var left = found.Count - published.Count;
            notices.Add($"measurements {string.Join(", ", published)}"
                + (left == 0 ? "" : $"; left out are {left} more, --measurements names which to take"));
        }

        return published;
    }
}
