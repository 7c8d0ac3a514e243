using Streaming.Integration.Tests.Examples;
using Streaming.Integration.Tests.Processes;
using Streaming.Integration.Tests.Workers;
using Xunit;

namespace Streaming.Integration.Tests.Aws;

/// <summary>What can be said of the bundles for Elastic Beanstalk without AWS.</summary>
public sealed class BundleTests
{
    private const string Environment = "aws:elasticbeanstalk:application:environment";
    private const string Secrets = "aws:elasticbeanstalk:application:environmentsecrets";
    private const string Process = "aws:elasticbeanstalk:environment:process:default";

    /// <summary>
    /// The options that are used, as the developer guide names them: "General options for all environments"
    /// (command-options-general) and "Fetching secrets and parameters to Elastic Beanstalk environment variables"
    /// (AWSHowTo.secrets.env-vars); a star stands for any name of a variable.
    /// </summary>
    private static readonly Dictionary<string, string[]> Known = new()
    {
        ["aws:autoscaling:asg"] = ["Availability Zones", "Cooldown", "Custom Availability Zones", "MinSize", "MaxSize"],
        ["aws:autoscaling:launchconfiguration"] =
            ["DisableIMDSv1", "EC2KeyName", "MonitoringInterval", "SecurityGroups", "RootVolumeType", "RootVolumeSize"],
        ["aws:elasticbeanstalk:command"] = ["DeploymentPolicy", "Timeout", "IgnoreHealthCheck"],
        ["aws:elasticbeanstalk:cloudwatch:logs"] = ["StreamLogs", "DeleteOnTerminate", "RetentionInDays"],
        [Process] =
        [
            "DeregistrationDelay", "HealthCheckInterval", "HealthCheckPath", "HealthCheckTimeout",
            "HealthyThresholdCount", "MatcherHTTPCode", "Port", "Protocol", "StickinessEnabled",
            "UnhealthyThresholdCount",
        ],
        [Environment] = ["*"],
        [Secrets] = ["*"],
    };

    public static TheoryData<string> Kinds => ["http", "worker"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task All_that_the_Dockerfile_copies_is_in_the_bundle(string kind)
    {
        using var bundle = await Bundle.MakeAsync(kind);

        var copied = File.ReadLines(bundle.Combine("Dockerfile"))
            .Where(line => line.StartsWith("COPY ", StringComparison.Ordinal)
                && !line.Contains("--from=", StringComparison.Ordinal))
            .SelectMany(line => line.Split(' ')[1..^1])
            .Where(word => !word.StartsWith("--", StringComparison.Ordinal))
            .ToList();

        Assert.True(copied.Count > 10);
        Assert.All(copied, source => Assert.True(Path.Exists(bundle.Combine(source)), $"there is no {source}"));
        Assert.False(Path.Exists(bundle.Combine("src", "Worker", "bin")));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_Dockerfile_needs_no_BuildKit_and_exposes_one_port(string kind)
    {
        using var bundle = await Bundle.MakeAsync(kind);

        var lines = await File.ReadAllLinesAsync(bundle.Combine("Dockerfile"), Patience.Token());

        Assert.DoesNotContain(lines, line => line.Contains("BUILDPLATFORM", StringComparison.Ordinal));
        Assert.Single(lines, line => line.StartsWith("EXPOSE ", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains("--mount", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Every_option_is_one_that_Elastic_Beanstalk_knows(string kind)
    {
        using var bundle = await Bundle.MakeAsync(kind);

        Assert.All(bundle.Options(), option =>
        {
            Assert.Contains(option.Namespace, Known.Keys);
            Assert.True(
                Known[option.Namespace] is ["*"] || Known[option.Namespace].Contains(option.Name),
                $"{option.Namespace} has no {option.Name}");
        });
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Every_variable_is_a_setting_of_the_worker_or_of_its_libraries(string kind)
    {
        using var bundle = await Bundle.MakeAsync(kind);
        var help = await ExampleStage.OutputAsync("dotnet", [Checkout.WorkerAssembly, "--help"]);

        var names = bundle.Options()
            .Where(option => option.Namespace is Environment or Secrets)
            .Select(option => option.Name)
            .ToList();

        Assert.NotEmpty(names);
        // AWS_REGION is read by the AWS SDK.
        Assert.All(
            names.Where(name => name != "AWS_REGION"),
            name => Assert.Contains($" {name} ", help, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_workers_bundle_names_broker_and_store_and_holds_no_password()
    {
        using var bundle = await Bundle.MakeAsync("worker");

        Assert.Contains((Secrets, "ConnectionStrings__RabbitMq", Bundle.Secret), bundle.Options());
        Assert.Contains((Environment, "ModelStore__Path", Bundle.Store), bundle.Options());
        Assert.DoesNotContain(bundle.Options(), option => option.Value.Contains('@', StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("BROKER_SECRET", "amqps://user:password@host:5671/")]
    [InlineData("MODEL_STORE", "/models")]
    [InlineData("AWS_REGION", null)]
    [InlineData("BROKER_SECRET", null)]
    public async Task A_worker_without_what_it_needs_is_refused_in_a_line(string setting, string? value)
    {
        using var folder = new TemporaryFolder();
        await using var script = ExampleStage.Start(
            Bundle.Script,
            ["worker", folder.Path],
            new Dictionary<string, string?>(Bundle.Settings) { [setting] = value });

        Assert.Equal(2, await script.ExitAsync(Patience.Token()));
        Assert.StartsWith($"bundle.sh: {setting} is not", script.Errors, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task A_bundle_made_again_keeps_what_eb_init_left()
    {
        using var bundle = await Bundle.MakeAsync("http");
        Directory.CreateDirectory(bundle.Combine(".elasticbeanstalk"));
        await File.WriteAllTextAsync(
            bundle.Combine(".elasticbeanstalk", "config.yml"), "global: {}\n", Patience.Token());
        await File.WriteAllTextAsync(bundle.Combine("stale"), "", Patience.Token());

        await ExampleStage.OutputAsync(Bundle.Script, ["http", bundle.Folder]);

        Assert.True(File.Exists(bundle.Combine(".elasticbeanstalk", "config.yml")));
        Assert.False(File.Exists(bundle.Combine("stale")));
    }
}
