using System.Text.RegularExpressions;

namespace Streaming.Deployment.Tests.Rendering;

/// <summary>What <c>docs/how-to/kubernetes.md</c> tells an operator to do.</summary>
internal static partial class HowToPage
{
    private static readonly string Text = File.ReadAllText(Checkout.Path("docs", "how-to", "kubernetes.md"));

    /// <summary>The kustomization that it shows: an overlay of the operator's own.</summary>
    public static string Example { get; } = Block().Matches(Text)
        .Select(block => block.Groups["text"].Value)
        .Single(text => text.Contains("kind: Kustomization", StringComparison.Ordinal));

    /// <summary>The keys of each Secret that it tells to create.</summary>
    public static IReadOnlyDictionary<string, IReadOnlySet<string>> Secrets { get; } = SecretCommand().Matches(Text)
        .ToDictionary(
            command => command.Groups["name"].Value,
            command => (IReadOnlySet<string>)SecretKey().Matches(command.Groups["keys"].Value)
                .Select(key => key.Groups["key"].Value)
                .ToHashSet());

    /// <summary>Every path below <c>deploy/kubernetes</c> that it names.</summary>
    public static IReadOnlyList<string> Paths { get; } = [.. DeployPath().Matches(Text).Select(match => match.Value)];

    [GeneratedRegex("^```yaml\n(?<text>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"create secret generic (?<name>[a-z-]+)(?<keys>(?: |\\\n|--from-literal=\S+)+)")]
    private static partial Regex SecretCommand();

    [GeneratedRegex("--from-literal=(?<key>[A-Za-z_-]+)=")]
    private static partial Regex SecretKey();

    [GeneratedRegex("deploy/kubernetes/[a-z0-9./-]*[a-z0-9]")]
    private static partial Regex DeployPath();
}
