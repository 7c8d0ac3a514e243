using Amazon.Runtime;
using Amazon.S3;
using DotNet.Testcontainers.Builders;
using Streaming.Classification.Models;
using Streaming.Classification.Models.Storage;
using Streaming.Integration.Tests.Processes;

namespace Streaming.Integration.Tests.ObjectStorage;

/// <summary>
/// An empty bucket on the server that <see cref="GivenServer.Variable"/> names, else in MinIO when a Docker engine
/// answers, else in s3rver.
/// </summary>
internal sealed class Bucket : IAsyncDisposable
{
    private const string Prefix = "night/models/";

    private readonly string _name = $"sky-{Guid.NewGuid():N}";
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
        Objects = new S3Objects(Client, new S3Address(_name, Prefix));
    }

    public string Path => new S3Address(_name, Prefix).ToString();

    public AmazonS3Client Client { get; }

    public S3Objects Objects { get; }

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
        await CreateAsync(await LocalS3rver.StartAsync(Patience.Token(), "--without-conditions"));

    /// <summary>As with Ceph.</summary>
    public static async Task<Bucket> CreateOnServerWithBareTagsAsync() =>
        await CreateAsync(await LocalS3rver.StartAsync(Patience.Token(), "--bare-tags"));

    /// <summary>All keys, without the store's prefix.</summary>
    public IReadOnlyList<string> Keys() => Objects.List("");

    public async ValueTask DisposeAsync()
    {
        // A server of its own goes as a whole.
        if (_server is GivenServer)
        {
            await RemoveAsync();
        }

        Client.Dispose();
        await _server.DisposeAsync();
    }

    private static async Task<Bucket> CreateAsync(IObjectServer server)
    {
        var bucket = new Bucket(server);
        await bucket.Client.PutBucketAsync(bucket._name, Patience.Token());
        return bucket;
    }

    private static async Task<IObjectServer> ChooseAsync()
    {
        if (Environment.GetEnvironmentVariable(GivenServer.Variable) is { Length: > 0 } given)
        {
            return new GivenServer(new Uri(given));
        }

        try
        {
            var minio = new ContainerMinio();
            await minio.StartAsync(Patience.Token());
            return minio;
        }
        catch (DockerUnavailableException)
        {
            return await LocalS3rver.StartAsync(Patience.Token());
        }
    }

    private async Task RemoveAsync()
    {
        Objects.Delete(Objects.List(""));
        await Client.DeleteBucketAsync(_name, Patience.Token());
    }
}
