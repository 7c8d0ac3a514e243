using k8s;
using k8s.Models;
using Streaming.Deployment.Tests.Manifests;
using Streaming.Deployment.Tests.Rendering;

namespace Streaming.Deployment.Tests;

/// <summary><c>trainer.sh</c> makes the Job that it says, with the real kubectl before a cluster that is played.</summary>
public sealed class TrainerScriptTests : IDisposable
{
    // Answers as a cluster would; what needs none goes to kubectl itself.
    private const string Cluster = """
        #!/bin/sh
        case " $* " in
            *" --from=cronjob/trainer "*) cat "$PLAYED/job.json" ;;
            *" patch --local "*) PATH=${PATH#*:} exec "$KUBECTL" "$@" ;;
            *" create --filename=- "*) cat > "$PLAYED/created.json" ;;
            *" logs "*) echo "champion: b → a" ;;
            *" wait "*) ;;
            *) echo "not played: $*" >&2; exit 1 ;;
        esac
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("played");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_command_runs_as_the_CronJob_does()
    {
        var cronJob = Manifest.Parse(await Overlays.RenderAsync("s3")).Of<V1CronJob>().Single();
        await PlayAsync(cronJob.Spec.JobTemplate.Spec);
        string[] command = ["rollback", "--why", "too few \"quasars\" \\ last night, it's said"];

        var shown = await Tool.RunAsync(
            "env",
            [
                $"PATH={_folder.FullName}:{Environment.GetEnvironmentVariable("PATH")}",
                $"PLAYED={_folder.FullName}",
                $"KUBECTL={await Kubectl.FindAsync()}",
                Checkout.Path("deploy", "kubernetes", "trainer.sh"),
                .. command,
            ]);

        var created = KubernetesJson.Deserialize<V1Job>(
            File.ReadAllText(Path.Combine(_folder.FullName, "created.json")));
        var container = created.Spec.Template.Spec.Containers.Single();
        Assert.Equal(command, container.Args);
        Assert.Equal(cronJob.Spec.JobTemplate.Spec.Template.Spec.Containers.Single().Env.Count, container.Env.Count);
        Assert.Equal(0, created.Spec.BackoffLimit);
        Assert.Contains("champion: b → a", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_command_it_says_how_it_is_used()
    {
        var (exitCode, output, _) = await Tool.TryRunAsync(Checkout.Path("deploy", "kubernetes", "trainer.sh"), []);

        Assert.Equal(2, exitCode);
        Assert.Contains("trainer.sh rollback", output, StringComparison.Ordinal);
    }

    private async Task PlayAsync(V1JobSpec spec)
    {
        var program = Path.Combine(_folder.FullName, "kubectl");
        var job = new V1Job
        {
            ApiVersion = "batch/v1",
            Kind = "Job",
            Metadata = new V1ObjectMeta { Name = "trainer-1" },
            Spec = spec,
        };
        File.WriteAllText(Path.Combine(_folder.FullName, "job.json"), KubernetesJson.Serialize(job));
        File.WriteAllText(program, Cluster);
        await Tool.RunAsync("chmod", ["+x", program]);
    }
}
