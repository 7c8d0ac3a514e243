using System.Text.Json;

namespace Streaming.Simulation.Objects;

/// <summary>All objects of the sky: the classes, each with its distribution.</summary>
/// <param name="Quantiles">At which shares the observed quantiles are given, ascending, each in (0, 1).</param>
/// <param name="Classes">The classes.</param>
internal sealed record Population(double[] Quantiles, ClassDistribution[] Classes)
{
    /// <summary>The population that ships, read from <c>distributions.json</c>.</summary>
    public static Population Shared { get; } = Load();

    /// <summary>Draws a class by its share.</summary>
    public ClassDistribution DrawClass(RandomStream random)
    {
        var left = random.Uniform();
        foreach (var candidate in Classes)
        {
            left -= candidate.Share;
            if (left < 0) return candidate;
        }

        // The shares are rounded and may add up to a little less than 1.
        return Classes[0];
    }

    private static Population Load()
    {
        using var resource = typeof(Population).Assembly.GetManifestResourceStream("distributions.json");
        return JsonSerializer.Deserialize<Population>(resource!, JsonSerializerOptions.Web)!;
    }
}
