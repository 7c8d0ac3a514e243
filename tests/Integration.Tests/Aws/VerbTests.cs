using Streaming.Integration.Tests.Examples;
using Streaming.Integration.Tests.Processes;
using Streaming.Integration.Tests.Workers;
using Xunit;

namespace Streaming.Integration.Tests.Aws;

/// <summary>
/// The verbs of the Makefile and the script of the worker's resources, with doubles of <c>eb</c> and <c>aws</c> on the
/// PATH: they note how they were called, and answer as AWS would. What AWS says to the calls, no test here tells.
/// </summary>
public sealed class VerbTests : IDisposable
{
    private const string Eb = """
        #!/bin/sh
        echo "$PWD: eb $*" >> "$CALLS"
        """;

    // Answers with one line to what asks for one.
    private const string Aws = """
        #!/bin/sh
        printf 'aws' >> "$CALLS"
        for word in "$@"; do printf ' %s' "$(printf %s "$word" | tr '\n' ' ')" >> "$CALLS"; done
        echo >> "$CALLS"
        case "$1 $2" in
            "sts get-caller-identity") echo 123456789012 ;;
            "mq create-broker" | "mq list-brokers") echo b-1234 ;;
            "mq describe-broker")
                case "$*" in
                    *BrokerState*) grep -c BrokerState "$CALLS" | sed 's/^1$/CREATION_IN_PROGRESS/; s/^2$/RUNNING/' ;;
                    *) echo amqps://b-1234.mq.eu-west-1.amazonaws.com:5671 ;;
                esac ;;
            "secretsmanager create-secret")
                echo arn:aws:secretsmanager:eu-west-1:123456789012:secret:streaming-broker-AbCdEf ;;
        esac
        """;

    private readonly TemporaryFolder _folder = new();

    public VerbTests()
    {
        foreach (var (name, text) in new[] { ("eb", Eb), ("aws", Aws) })
        {
            File.WriteAllText(_folder.Combine(name), text);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(_folder.Combine(name), UnixFileMode.UserRead | UnixFileMode.UserExecute);
            }
        }
    }

    private IEnumerable<string> Calls => File.ReadAllLines(_folder.Combine("calls"));

    [Fact]
    public async Task Deploying_and_deleting_use_the_verbs_that_the_users_know()
    {
        await RunAsync("make", "-C", Checkout.Root, "aws-deploy", "AWS_PROFILE=sky", "AWS_REGION=eu-west-1");
        await RunAsync("make", "-C", Checkout.Root, "aws-delete-env", "AWS_PROFILE=", "AWS_REGION=");

        var folder = Path.Combine(Checkout.Root, "artifacts", "aws", "http");
        Assert.Equal(
            [
                $"{folder}: eb init -p docker --profile sky --region eu-west-1 star-model-serving",
                $"{folder}: eb create --timeout 60 --instance-types t3.small --elb-type application --profile sky "
                    + "--region eu-west-1 star-prediction-env",
                $"{folder}: eb init -p docker star-model-serving",
                $"{folder}: eb terminate star-prediction-env",
            ],
            Calls);
        Assert.True(File.Exists(Path.Combine(folder, "Dockerfile")));
    }

    [Fact]
    public async Task The_worker_is_deployed_with_what_its_resources_are_called()
    {
        var printed = await RunAsync(Resources, "create");
        Assert.Equal(
            $"export AWS_REGION=eu-west-1 BROKER_SECRET={Bundle.Secret} MODEL_STORE={Bundle.Store}",
            printed.Split('\n')[^1]);

        await RunAsync(
            "make", "-C", Checkout.Root, "aws-deploy", "AWS_KIND=worker",
            $"BROKER_SECRET={Bundle.Secret}", $"MODEL_STORE={Bundle.Store}", "AWS_PROFILE=");

        Assert.Contains(Calls, call => call.EndsWith(
            "eb create --timeout 60 --instance-types t3.small --single --instance_profile streaming-worker "
                + "--region eu-west-1 star-worker-env",
            StringComparison.Ordinal));
        Assert.Contains(Calls, call => call.StartsWith(
            "aws iam create-instance-profile --instance-profile-name streaming-worker", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_secret_holds_the_address_of_the_broker_and_the_password_that_it_was_given()
    {
        await RunAsync(Resources, "create");

        var calls = Calls.ToList();
        var password = calls.Single(call => call.Contains("create-broker", StringComparison.Ordinal))
            .Split("Password=")[1].Split(' ')[0];
        Assert.Matches("^[0-9a-f]{64}$", password);
        Assert.Contains(calls, call => call.Contains(
            $"--secret-string amqps://streaming:{password}@b-1234.mq.eu-west-1.amazonaws.com:5671/ ",
            StringComparison.Ordinal));
        // The champion names files that must be there before it.
        Assert.True(
            calls.FindIndex(call => call.StartsWith("aws s3 sync", StringComparison.Ordinal))
            < calls.FindIndex(call => call.StartsWith("aws s3 cp models/champion.json", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("s3 mb s3://streaming-models-", "s3 rb --force s3://streaming-models-")]
    [InlineData("mq create-broker --broker-name streaming ", "mq delete-broker --broker-id b-1234")]
    [InlineData("secretsmanager create-secret --name streaming-broker", "delete-secret --secret-id streaming-broker")]
    [InlineData("iam create-role --role-name streaming-worker", "iam delete-role --role-name streaming-worker")]
    [InlineData("iam put-role-policy --role-name streaming-worker",
        "iam delete-role-policy --role-name streaming-worker")]
    [InlineData("iam attach-role-policy --role-name streaming-worker",
        "iam detach-role-policy --role-name streaming-worker")]
    [InlineData("iam create-instance-profile --instance-profile-name streaming-worker",
        "iam delete-instance-profile --instance-profile-name streaming-worker")]
    [InlineData("iam add-role-to-instance-profile ", "iam remove-role-from-instance-profile ")]
    public async Task What_was_made_is_removed(string made, string removed)
    {
        await RunAsync(Resources, "create");
        Assert.Contains(Calls, call => call.Contains(made, StringComparison.Ordinal));

        File.Delete(_folder.Combine("calls"));
        await RunAsync(Resources, "delete");

        Assert.Contains(Calls, call => call.Contains(removed, StringComparison.Ordinal));
    }

    public void Dispose() => _folder.Dispose();

    private static string Resources => Path.Combine(Checkout.Root, "deploy", "aws", "worker", "resources.sh");

    private Task<string> RunAsync(string program, params string[] arguments) => ExampleStage.OutputAsync(
        program,
        arguments,
        new Dictionary<string, string?>
        {
            ["PATH"] = $"{_folder.Path}:{Environment.GetEnvironmentVariable("PATH")}",
            ["CALLS"] = _folder.Combine("calls"),
            ["AWS_REGION"] = "eu-west-1",
            ["POLL_SECONDS"] = "0",
        });
}
