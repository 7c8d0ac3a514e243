using System.Collections.Concurrent;

namespace Streaming.Deployment.Tests.Rendering;

/// <summary>The overlays that are delivered, and one that takes everything: the example of the how-to page.</summary>
internal static class Overlays
{
    public const string Example = "the page's example";

    private static readonly ConcurrentDictionary<string, Lazy<Task<string>>> Rendered = new();

    public static IReadOnlyList<string> Delivered { get; } =
        [.. Directory.EnumerateDirectories(Checkout.Path("deploy", "kubernetes", "overlays"))
            .Select(folder => Path.GetFileName(folder))
            .Order()];

    public static TheoryData<string> All => [.. Delivered, Example];

    public static Task<string> RenderAsync(string name) => Rendered.GetOrAdd(
        name,
        _ => new Lazy<Task<string>>(() => name == Example
            ? RenderExampleAsync()
            : Kubectl.RenderAsync(Checkout.Path("deploy", "kubernetes", "overlays", name)))).Value;

    /// <summary>The example with a fault in it.</summary>
    public static async Task<string> BreakExampleAsync(string right, string wrong)
    {
        var rendered = await RenderAsync(Example);
        var broken = rendered.Replace(right, wrong, StringComparison.Ordinal);
        Assert.NotEqual(rendered, broken);
        return broken;
    }

    private static async Task<string> RenderExampleAsync()
    {
        // Where the page says that it stands: a folder of the operator's own beside the checkout.
        using var folder = new BesideTheCheckout();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "kustomization.yaml"), HowToPage.Example);
        return await Kubectl.RenderAsync(folder.Path);
    }
}
