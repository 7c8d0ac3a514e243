using System.Text.RegularExpressions;
using k8s.Models;
using Streaming.Deployment.Tests.Manifests;
using Streaming.Deployment.Tests.Rendering;

namespace Streaming.Deployment.Tests;

/// <summary>The manifests agree with what else the repository holds.</summary>
public sealed class RepositoryTests
{
    [Fact]
    public async Task The_images_are_those_that_make_builds()
    {
        var makefile = Checkout.Read("Makefile");
        var built = Regex.Matches(makefile, @"streaming-[a-z]+:latest").Select(match => match.Value).ToHashSet();

        Assert.Subset(built, (await ManifestAsync()).OwnWorkloads
            .SelectMany(one => one.Pod.Containers).Select(container => container.Image).ToHashSet());
    }

    [Fact]
    public async Task The_brokers_import_the_definitions_of_the_repository()
    {
        var manifest = await ManifestAsync();
        var broker = manifest.Of<RabbitmqCluster>().Single().Pod;
        var container = broker.Containers.Single();
        var map = manifest.Of<V1ConfigMap>().Single(one => one.Metadata.Name == broker.Volumes.Single().ConfigMap.Name);

        Assert.Equal(Checkout.Read("deploy", "rabbitmq", "definitions.json"), map.Data.Single().Value);
        Assert.Contains(
            $"import_definitions {container.VolumeMounts.Single().MountPath}/{map.Data.Single().Key} ",
            container.Lifecycle.PostStart.Exec.Command[^1],
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Messages_are_stamped_as_with_docker_compose()
    {
        var configured = (await ManifestAsync()).Of<RabbitmqCluster>().Single().Spec.Rabbitmq["additionalConfig"];
        var stamping = Checkout.Read("deploy", "rabbitmq", "rabbitmq.conf").Split('\n')
            .Single(line => line.StartsWith("message_interceptors", StringComparison.Ordinal));

        Assert.Contains(stamping, configured, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prometheus_asks_the_brokers_for_what_it_is_asked_without_Kubernetes()
    {
        var endpoint = Manifest.Parse(await Overlays.RenderAsync(Overlays.Example)).Of<ServiceMonitor>()
            .Single(one => one.Metadata.Name == "rabbitmq").Spec.Endpoints.Single();
        var configured = Checkout.Read("deploy", "prometheus", "prometheus.yml");

        Assert.Contains($"metrics_path: {endpoint.Path}", configured, StringComparison.Ordinal);
        Assert.Contains(
            $"family: [{string.Join(", ", endpoint.Params["family"])}]", configured, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_alerts_become_PrometheusRules()
    {
        var yaml = await Tool.RunAsync("sh", [Checkout.Path("deploy", "kubernetes", "prometheus-rules.sh")]);

        Assert.Empty(await Schemas.FindFaultsAsync(yaml));
        foreach (var file in Directory.EnumerateFiles(Checkout.Path("deploy", "prometheus", "rules")))
        {
            foreach (Match alert in Regex.Matches(File.ReadAllText(file), "- alert: (.*)"))
            {
                Assert.Contains(alert.Value, yaml, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void The_page_names_files_that_there_are()
    {
        Assert.NotEmpty(HowToPage.Paths);
        Assert.All(HowToPage.Paths, path => Assert.True(Path.Exists(Checkout.Path(path)), $"there is no {path}"));
    }

    private static async Task<Manifest> ManifestAsync() =>
        Manifest.Parse(await Overlays.RenderAsync("shared-volume"));
}
