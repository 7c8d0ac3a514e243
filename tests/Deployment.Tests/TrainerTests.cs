using System.Text.RegularExpressions;
using k8s.Models;
using Streaming.Classification.Models;
using Streaming.Deployment.Tests.Manifests;
using Streaming.Deployment.Tests.Rendering;
using Streaming.Terminal;

namespace Streaming.Deployment.Tests;

/// <summary>CronJob and Job ask of the trainer what the trainer does.</summary>
public sealed class TrainerTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("trainer");
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public void Dispose()
    {
        _folder.Delete(recursive: true);
        _output.Dispose();
        _error.Dispose();
    }

    [Fact]
    public async Task The_first_model_comes_into_an_empty_store()
    {
        var manifest = await ManifestAsync();
        var arguments = manifest.Of<V1Job>().Single().Spec.Template.Spec.Containers.Single().Args;

        Assert.Equal(ExitCode.Success, await RunAsync([.. arguments, "--store", _folder.FullName]));

        Assert.NotNull(new ModelStore(_folder.FullName).ReadChampion());
    }

    [Fact]
    public async Task The_nightly_run_has_arguments_that_the_trainer_takes()
    {
        var pod = (await ManifestAsync()).Of<V1CronJob>().Single().Spec.JobTemplate.Spec.Template.Spec;
        var arguments = pod.Containers.Single().Args;
        var data = arguments[arguments.IndexOf("--data") + 1];

        // The file is looked for after the arguments have been read.
        Assert.Equal(ExitCode.Failure, await RunAsync([.. arguments, "--store", _folder.FullName]));

        Assert.Contains($"--data {data}: no such file", _error.ToString(), StringComparison.Ordinal);
        Assert.Contains(pod.Containers.Single().VolumeMounts, mount => Path.GetDirectoryName(data) == mount.MountPath);
    }

    [Theory]
    [MemberData(nameof(Overlays.All), MemberType = typeof(Overlays))]
    public async Task Every_variable_is_a_setting_of_the_trainer(string overlay)
    {
        var manifest = Manifest.Parse(await Overlays.RenderAsync(overlay));
        await RunAsync(["--help"]);
        var known = Regex.Matches(_output.ToString(), @"\w+").Select(word => word.Value)
            .Concat(Variables.OfTheAwsSdk);

        Assert.Subset(
            known.ToHashSet(),
            manifest.OwnWorkloads.Where(one => one.Owner is not V1Deployment)
                .SelectMany(one => Variables.Of(manifest, one))
                .ToHashSet());
    }

    private static async Task<Manifest> ManifestAsync() =>
        Manifest.Parse(await Overlays.RenderAsync("shared-volume"));

    private Task<int> RunAsync(string[] arguments) =>
        Trainer.Program.RunAsync(arguments, Screen.OfText("trainer", _output, _error), TimeProvider.System);
}
