namespace Streaming.Integration.Tests.Workers;

/// <summary>Finds what the checkout contains, whatever folder the tests are started from.</summary>
internal static class Checkout
{
    private const string Framework = "net10.0";

    /// <summary>The folder with the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The worker as it was built beside these tests, in the same configuration.</summary>
    public static string WorkerAssembly { get; } = AssemblyOf("Worker");

    /// <summary>The telescope's command line, in the same way.</summary>
    public static string TelescopeAssembly { get; } = AssemblyOf("Telescope");

    /// <summary>The trainer, in the same way.</summary>
    public static string TrainerAssembly { get; } = AssemblyOf("Trainer");

    /// <summary>The model store that ships.</summary>
    public static string Models { get; } = Path.Combine(Root, "models");

    private static string AssemblyOf(string project) =>
        Path.Combine(Root, "src", project, "bin", Configuration(), Framework, $"Streaming.{project}.dll");

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Streaming.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException(
                $"{AppContext.BaseDirectory} is not inside a checkout: no folder above it has Streaming.sln");
        }

        return folder.FullName;
    }

    // The output folder is bin/CONFIGURATION/FRAMEWORK.
    private static string Configuration() => new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
}
