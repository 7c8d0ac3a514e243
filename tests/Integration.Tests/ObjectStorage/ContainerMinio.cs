using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Containers;

namespace Streaming.Integration.Tests.ObjectStorage;

/// <summary>MinIO in a container.</summary>
internal sealed class ContainerMinio : IObjectServer
{
    private const int Port = 9000;

    private readonly IContainer _container = new ContainerBuilder("minio/minio:RELEASE.2025-09-07T16-13-09Z")
        .WithCommand("server", "/data")
        .WithPortBinding(Port, assignRandomHostPort: true)
        .WithEnvironment("MINIO_ROOT_USER", "streaming")
        .WithEnvironment("MINIO_ROOT_PASSWORD", "streaming-secret")
        .WithWaitStrategy(Wait.ForUnixContainer().UntilHttpRequestIsSucceeded(
            request => request.ForPath("/minio/health/ready").ForPort(Port)))
        .Build();

    public string Endpoint => $"http://{_container.Hostname}:{_container.GetMappedPublicPort(Port)}";

    public string AccessKey => "streaming";

    public string SecretKey => "streaming-secret";

    public Task StartAsync(CancellationToken cancellationToken) => _container.StartAsync(cancellationToken);

    public ValueTask DisposeAsync() => _container.DisposeAsync();
}
