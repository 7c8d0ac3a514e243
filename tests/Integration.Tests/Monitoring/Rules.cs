using Streaming.Integration.Tests.Workers;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Streaming.Integration.Tests.Monitoring;

/// <summary>The files under <c>deploy/prometheus</c>.</summary>
internal static class Rules
{
    private static readonly IDeserializer Yaml = new DeserializerBuilder()
        .WithNamingConvention(UnderscoredNamingConvention.Instance)
        .IgnoreUnmatchedProperties()
        .Build();

    public static string Folder { get; } = Path.Combine(Checkout.Root, "deploy", "prometheus");

    public static string Configuration { get; } = Path.Combine(Folder, "prometheus.yml");

    public static IReadOnlyList<string> Files { get; } = Directory.GetFiles(Path.Combine(Folder, "rules"), "*.yml");

    public static IReadOnlyList<string> Tests { get; } = Directory.GetFiles(Path.Combine(Folder, "tests"), "*.yml");

    public static IReadOnlyList<Rule> Alerts() => [.. All().Where(rule => rule.Alert is not null)];

    public static IReadOnlyList<Rule> Records() => [.. All().Where(rule => rule.Record is not null)];

    public static IReadOnlyList<RuleTest> UnitTests() => [.. Tests.SelectMany(file => Read<RuleTestFile>(file).Tests)];

    private static IEnumerable<Rule> All() =>
        Files.SelectMany(file => Read<RuleFile>(file).Groups).SelectMany(group => group.Rules);

    private static T Read<T>(string file)
    {
        using var reader = File.OpenText(file);
        return Yaml.Deserialize<T>(reader);
    }

    private sealed record RuleFile
    {
        public List<RuleGroup> Groups { get; init; } = [];
    }

    private sealed record RuleGroup
    {
        public List<Rule> Rules { get; init; } = [];
    }

    private sealed record RuleTestFile
    {
        public List<RuleTest> Tests { get; init; } = [];
    }
}
