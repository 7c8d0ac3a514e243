using Streaming.Integration.Tests.Workers;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace Streaming.Integration.Tests.Monitoring;

/// <summary>What can be said of <c>docker-compose.yml</c> without a Docker engine.</summary>
public sealed class ComposeTests
{
    private const string OfThisFolder = "./";

    private static readonly YamlMappingNode Composition = Load("docker-compose.yml");

    private static readonly IReadOnlyDictionary<string, YamlMappingNode> Services =
        Mapping(Composition, "services").Children.ToDictionary(one => $"{one.Key}", one => (YamlMappingNode)one.Value);

    [Fact]
    public void Without_a_profile_on_the_command_line_all_services_start()
    {
        var named = File.ReadLines(Path.Combine(Checkout.Root, ".env"))
            .Single(line => line.StartsWith("COMPOSE_PROFILES=", StringComparison.Ordinal))
            .Split('=')[1]
            .Split(',');

        Assert.Equal(named.Order(), Services.Values.SelectMany(Profiles).Distinct().Order());
        Assert.All(Services.Values, service => Assert.NotEmpty(Profiles(service)));
    }

    [Fact]
    public void With_one_profile_alone_nothing_waits_for_a_service_that_does_not_start() => Assert.All(
        Services.Values,
        service => Assert.All(
            Needed(service),
            needed => Assert.Subset(Profiles(Services[needed]).ToHashSet(), Profiles(service).ToHashSet())));

    [Fact]
    public void Every_file_that_is_mounted_exists()
    {
        var sources = Services.Values
            .SelectMany(service => Items(service, "volumes"))
            .Select(mount => mount is YamlMappingNode full ? $"{full["source"]}" : $"{mount}".Split(':')[0])
            .ToList();

        Assert.All(
            // A folder of the user's own data, made when it is absent.
            sources.Where(source => source.StartsWith(OfThisFolder, StringComparison.Ordinal) && source != "./data"),
            source => Assert.True(Path.Exists(Path.Combine(Checkout.Root, source)), $"there is no {source}"));
        Assert.Superset(
            sources.Where(source => !source.StartsWith(OfThisFolder, StringComparison.Ordinal)).ToHashSet(),
            Mapping(Composition, "volumes").Children.Keys.Select(name => $"{name}").ToHashSet());
    }

    [Fact]
    public void The_Prometheus_of_Grafanas_image_scrapes_the_broker_as_ours_does()
    {
        var composed = Jobs(Load("deploy/grafana/prometheus.yaml"));
        var ours = Jobs(Load("deploy/prometheus/prometheus.yml"));

        Assert.Equal(["rabbitmq"], composed.Keys);
        Assert.Equal(["rabbitmq", "streaming-trainer", "streaming-worker"], ours.Keys.Order());
        Assert.Equal(ours["rabbitmq"], composed["rabbitmq"]);
    }

    private static Dictionary<string, YamlNode> Jobs(YamlMappingNode configuration) =>
        ((YamlSequenceNode)configuration["scrape_configs"]).ToDictionary(job => $"{job["job_name"]}");

    private static IEnumerable<string> Profiles(YamlMappingNode service) =>
        Items(service, "profiles").Select(profile => $"{profile}");

    private static IEnumerable<string> Needed(YamlMappingNode service) =>
        service.Children.TryGetValue("depends_on", out var needed)
            ? ((YamlMappingNode)needed).Children.Keys.Select(name => $"{name}")
            : [];

    private static IEnumerable<YamlNode> Items(YamlMappingNode parent, string name) =>
        parent.Children.TryGetValue(name, out var list) ? (YamlSequenceNode)list : [];

    private static YamlMappingNode Mapping(YamlMappingNode parent, string name) => (YamlMappingNode)parent[name];

    private static YamlMappingNode Load(string file)
    {
        using var reader = File.OpenText(Path.Combine(Checkout.Root, file));
        var stream = new YamlStream();
        stream.Load(reader);
        return (YamlMappingNode)stream.Documents[0].RootNode;
    }
}
