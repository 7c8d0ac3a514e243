using Streaming.Catalogues.Observations;
using Streaming.Classification.Features;
using Streaming.Classification.Observations;

namespace Streaming.Trainer.Importing;

/// <summary>Finds the catalogue's features under the names that other programs give them.</summary>
internal static class FeatureNames
{
    /// <summary>What an observation holds, in its order, each under every name that SDSS's tables give it.</summary>
    public static IReadOnlyList<(string Name, IReadOnlyList<string> Aliases)> Inputs { get; } =
    [
        (Role.Alpha, Role.Names[Role.Alpha]),
        (Role.Delta, Role.Names[Role.Delta]),
        .. InputSet.BandNames.Select(band => (band, (IReadOnlyList<string>)[band, $"modelMag_{band}"])),
        (Role.Redshift, Role.Names[Role.Redshift]),
    ];

    /// <summary>
    /// Finds a feature: by its name, an alias of its column (<c>ra</c>) or with an underscore (<c>u_g</c>). Never a
    /// measurement, as any name could be one: a wrong name would be found out by no one.
    /// </summary>
    /// <returns>Its name in the catalogue, or null.</returns>
    public static string? Find(string name) =>
        IsKnown(name)
            ? name
            : Inputs.FirstOrDefault(input => input.Aliases.Contains(name, StringComparer.OrdinalIgnoreCase)).Name
                ?? (IsKnown(name.Replace('_', '-')) ? name.Replace('_', '-') : null);

    /// <summary>Decides what the columns of a model are.</summary>
    /// <param name="source">The model's file.</param>
    /// <param name="model">The model.</param>
    /// <param name="given">Names from the command line or the side file, null when there are none.</param>
    /// <param name="where">Where those came from.</param>
    /// <exception cref="FailureException">The names are unknown, too few or contradict the model's own.</exception>
    public static IReadOnlyList<string> Decide(
        ModelSource source, BoostedTrees model, IReadOnlyList<string>? given, string where)
    {
        var own = model.FeatureNames.Select(Find).ToList();
        if (given is null)
        {
            return own.Count == model.FeatureCount && own.TrueForAll(name => name is not null)
                ? own.ConvertAll(name => name!)
                : throw source.Refuse(WhyNotOwn(model, own));
        }

        var names = given.Select(name => Find(name)
            ?? throw new FailureException($"{where}: '{name}' is not in the catalogue")).ToList();
        if (names.Distinct(StringComparer.Ordinal).Count() != names.Count)
        {
            throw new FailureException($"{where}: each feature may stand there once");
        }

        if (names.Count != model.FeatureCount)
        {
            throw new FailureException($"{where}: {names.Count} features, the model has {model.FeatureCount}");
        }

        for (var i = 0; i < own.Count; i++)
        {
            if (own[i] is not null && own[i] != names[i])
            {
                throw new FailureException(
                    $"{where}: column {i + 1} is '{names[i]}', the model itself calls it '{model.FeatureNames[i]}'");
            }
        }

        return names;
    }

    private static bool IsKnown(string name) =>
        FeatureCatalogue.Find(name) is { } feature && !feature.Inputs.Except(InputSet.Spectroscopic.Names).Any();

    private static string WhyNotOwn(BoostedTrees model, List<string?> own)
    {
        var unknown = own.IndexOf(null);
        var why = unknown < 0
            ? "the model does not name its features"
            : $"the model's feature '{model.FeatureNames[unknown]}' is not in the catalogue";
        return $"{why}; name all {model.FeatureCount} in their order: --features";
    }
}
