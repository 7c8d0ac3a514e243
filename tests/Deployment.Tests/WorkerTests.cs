using k8s.Models;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Streaming.Deployment.Tests.Manifests;
using Streaming.Deployment.Tests.Rendering;
using Streaming.Worker.CommandLine;

namespace Streaming.Deployment.Tests;

/// <summary>The Deployment asks of the worker what the worker does.</summary>
public sealed class WorkerTests(RunningWorker worker) : IClassFixture<RunningWorker>
{
    [Fact]
    public async Task The_worker_answers_its_probes()
    {
        var container = (await DeploymentAsync()).Spec.Template.Spec.Containers.Single();
        V1Probe[] probes = [container.StartupProbe, container.LivenessProbe, container.ReadinessProbe];

        foreach (var probe in probes)
        {
            // Ready as soon as the model is loaded; a path that is not served stays 404.
            using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
            while (!(await worker.Client.GetAsync(probe.HttpGet.Path, patience.Token)).IsSuccessStatusCode)
            {
                await Task.Delay(50, patience.Token);
            }
        }
    }

    [Fact]
    public async Task It_has_the_time_to_stop_that_it_takes()
    {
        var pod = (await DeploymentAsync()).Spec.Template.Spec;
        var stop = worker.Services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout;
        var before = TimeSpan.FromSeconds(pod.Containers.Single().Lifecycle.PreStop.Sleep.Seconds);

        Assert.True(TimeSpan.FromSeconds(pod.TerminationGracePeriodSeconds!.Value) > before + stop);
    }

    [Fact]
    public async Task It_listens_where_the_image_says()
    {
        var port = (await DeploymentAsync()).Spec.Template.Spec.Containers.Single().Ports.Single();
        var image = Checkout.Read("deploy", "worker.Dockerfile");

        Assert.Equal("http", port.Name);
        Assert.Contains($"ASPNETCORE_HTTP_PORTS={port.ContainerPort}", image, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Overlays.All), MemberType = typeof(Overlays))]
    public async Task Every_variable_is_a_setting_of_the_worker(string overlay)
    {
        var manifest = Manifest.Parse(await Overlays.RenderAsync(overlay));
        var deployed = manifest.OwnWorkloads.Single(one => one.Owner is V1Deployment);

        Assert.Subset(
            Settings.All.Select(setting => setting.Name).Concat(Variables.OfTheAwsSdk).ToHashSet(),
            Variables.Of(manifest, deployed).ToHashSet());
    }

    private static async Task<V1Deployment> DeploymentAsync() =>
        Manifest.Parse(await Overlays.RenderAsync("shared-volume")).Of<V1Deployment>().Single();
}
