using Streaming.Integration.Tests.Examples;
using Streaming.Integration.Tests.Processes;
using Streaming.Integration.Tests.Workers;
using YamlDotNet.RepresentationModel;

namespace Streaming.Integration.Tests.Aws;

/// <summary>What Elastic Beanstalk gets, put together by <c>deploy/aws/bundle.sh</c> in a folder of its own.</summary>
internal sealed class Bundle : IDisposable
{
    public const string Secret = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:streaming-broker-AbCdEf";
    public const string Store = "s3://streaming-models-123456789012-eu-west-1/models";

    private readonly TemporaryFolder _folder = new();

    public static string Script { get; } = Path.Combine(Checkout.Root, "deploy", "aws", "bundle.sh");

    public static IReadOnlyDictionary<string, string?> Settings { get; } = new Dictionary<string, string?>
    {
        ["BROKER_SECRET"] = Secret,
        ["MODEL_STORE"] = Store,
        ["AWS_REGION"] = "eu-west-1",
    };

    public string Folder => _folder.Path;

    public static async Task<Bundle> MakeAsync(string kind)
    {
        var bundle = new Bundle();
        await ExampleStage.OutputAsync(Script, [kind, bundle.Folder], Settings);
        return bundle;
    }

    public string Combine(params string[] names) => Path.Combine([Folder, .. names]);

    /// <summary>The option settings of every configuration file, by namespace and name.</summary>
    public IReadOnlyList<(string Namespace, string Name, string Value)> Options() =>
    [
        .. from file in Directory.EnumerateFiles(Combine(".ebextensions"), "*.config")
           from section in (YamlMappingNode)Load(file)["option_settings"]
           from option in (YamlMappingNode)section.Value
           select ($"{section.Key}", $"{option.Key}", $"{option.Value}"),
    ];

    public void Dispose() => _folder.Dispose();

    private static YamlMappingNode Load(string file)
    {
        using var reader = File.OpenText(file);
        var stream = new YamlStream();
        stream.Load(reader);
        return (YamlMappingNode)stream.Documents[0].RootNode;
    }
}
