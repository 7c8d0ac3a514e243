namespace Streaming.Deployment.Tests.Rendering;

/// <summary>The types of Kubernetes and of the custom resources.</summary>
internal static class Schemas
{
    private static readonly string Folder = Checkout.Path("tests", "Deployment.Tests", "schemas");

    private static readonly Lazy<Task> Installed = new(() => Tool.InstallPackagesAsync(Folder));

    /// <returns>A line for every value of a wrong type and every unknown field.</returns>
    public static async Task<IReadOnlyList<string>> FindFaultsAsync(string yaml)
    {
        await Installed.Value;
        var output = await Tool.RunAsync("node", ["check.mjs"], Folder, yaml);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
