using Amazon.Runtime;
using Amazon.S3;
using DotNet.Testcontainers.Builders;
using Streaming.Classification.Models;
using Streaming.Classification.Models.Storage;
using Streaming.Integration.Tests.Processes;

namespace Streaming.Integration.Tests.ObjectStorage;

/// <summary>An empty bucket on a server of its own: MinIO when a Docker engine answers, else s3rver.</summary>
internal sealed class Bucket : IAsyncDisposable
{
    private const string Name = "sky-models";

    private readonly IObjectServer _server;

    private Bucket(IObjectServer server)
    {
        _server = server;
        var config = new AmazonS3Config
        {
            ServiceURL = server.Endpoint,
            ForcePathStyle = true,
            AuthenticationRegion = "us-east-1",
            MaxErrorRetry = 0,
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        };
        Client = new AmazonS3Client(new BasicAWSCredentials(server.AccessKey, server.SecretKey), config);
    }

    public static string Path => $"s3://{Name}/night/models";

    public AmazonS3Client Client { get; }

    public string Endpoint => _server.Endpoint;

    public S3Objects Objects => new(Client, new S3Address(Name, "night/models/"));

    public ModelStore Store => new(new S3Storage(Objects));

    /// <summary>What a process needs to reach it.</summary>
    public IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["AWS_ENDPOINT_URL_S3"] = _server.Endpoint,
        ["AWS_REGION"] = "us-east-1",
        ["AWS_ACCESS_KEY_ID"] = _server.AccessKey,
        ["AWS_SECRET_ACCESS_KEY"] = _server.SecretKey,
    };

    public static async Task<Bucket> CreateAsync() => await CreateAsync(await ChooseAsync());

    public static async Task<Bucket> CreateOnServerWithoutConditionsAsync() =>
        await CreateAsync(await LocalS3rver.StartAsync(hasConditions: false, Patience.Token()));

    /// <summary>All keys, without the store's prefix.</summary>
    public IReadOnlyList<string> Keys() => Objects.List("");

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _server.DisposeAsync();
    }

    private static async Task<Bucket> CreateAsync(IObjectServer server)
    {
        var bucket = new Bucket(server);
        await bucket.Client.PutBucketAsync(Name, Patience.Token());
        return bucket;
    }

    private static async Task<IObjectServer> ChooseAsync()
    {
        try
        {
            var minio = new ContainerMinio();
            await minio.StartAsync(Patience.Token());
            return minio;
        }
        catch (DockerUnavailableException)
        {
            return await LocalS3rver.StartAsync(hasConditions: true, Patience.Token());
        }
    }
}
