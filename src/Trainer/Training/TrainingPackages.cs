using System.Reflection;

namespace Streaming.Trainer.Training;

/// <summary>Versions of the libraries that train, as the build recorded them in this assembly.</summary>
internal static class TrainingPackages
{
    private const string Prefix = "Package:";

    public static IReadOnlyDictionary<string, string> Versions { get; } =
        typeof(TrainingPackages).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Where(entry => entry.Key.StartsWith(Prefix, StringComparison.Ordinal))
            .OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .ToDictionary(entry => entry.Key[Prefix.Length..], entry => entry.Value!);
}
