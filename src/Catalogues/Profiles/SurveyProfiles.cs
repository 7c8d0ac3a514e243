using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Streaming.Catalogues.Observations;
using Streaming.Contracts;

namespace Streaming.Catalogues.Profiles;

/// <summary>The profiles that come with the programs, and those of users.</summary>
internal static class SurveyProfiles
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
    };

    private static readonly Lazy<IReadOnlyList<SurveyProfile>> Embedded = new(() =>
        [.. Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(name => name.StartsWith("profile/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => Read(Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!))]);

    /// <summary>All, by name.</summary>
    public static IReadOnlyList<SurveyProfile> All => Embedded.Value;

    /// <summary>Those that fill bands; the others only know measurements, and go along with each of these.</summary>
    public static IEnumerable<SurveyProfile> OfBands => All.Where(profile => profile.Bands.Count > 0);

    /// <summary>Finds a profile.</summary>
    /// <param name="name">Its name, or the path of a file of the same form, which ends in <c>.json</c>.</param>
    /// <exception cref="CatalogueException">There is none, or the file is none.</exception>
    public static SurveyProfile Find(string name)
    {
        if (All.FirstOrDefault(one => one.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } known)
        {
            return known;
        }

        if (!name.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
        {
            throw new CatalogueException(
                $"no profile '{name}': there are {string.Join(", ", All.Select(one => one.Name))}, or a file NAME.json");
        }

        try
        {
            using var file = File.OpenRead(name);
            return Read(file);
        }
        catch (Exception fault) when (fault is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new CatalogueException($"profile {name} cannot be read: {fault.Message}", fault);
        }
    }

    /// <summary>Recognises the survey of a table by its columns.</summary>
    /// <exception cref="CatalogueException">It could be two.</exception>
    public static SurveyProfile Recognise(ColumnNames names, ColumnMap map)
    {
        var found = OfBands
            .Select(profile => (Profile: profile, Bands: new BandFinder(profile, names, map)))
            .Where(one => one.Bands.Count + map.Roles.Count(Role.Bands.Contains) >= ObservationReceived.FewestBands)
            .OrderByDescending(one => one.Bands.Count)
            .ToList();
        if (found.Count == 0 || map.Roles.Count(Role.Bands.Contains) >= ObservationReceived.FewestBands)
        {
            return found.Count > 0 ? found[0].Profile : Find("sdss");
        }

        var others = found.Skip(1)
            .Where(one => !one.Bands.Places.ToHashSet().SetEquals(found[0].Bands.Places)).ToList();
        return others.Count == 0
            ? found[0].Profile
            : throw new CatalogueException(
                "could be " + string.Join(" or ", others.Prepend(found[0]).Select(one =>
                {
                    var columns = one.Bands.Places.Distinct().Select(place => names[place]);
                    return $"{one.Profile.Name} ({string.Join(", ", columns)})";
                }))
                + ": --profile decides");
    }

    private static SurveyProfile Read(Stream file) =>
        JsonSerializer.Deserialize<SurveyProfile>(file, Form) ?? throw new JsonException("it is null");
}
