using System.Diagnostics;
using System.Globalization;
using Streaming.Integration.Tests.Processes;
using Testcontainers.RabbitMq;

namespace Streaming.Integration.Tests.Brokers;

/// <summary>A RabbitMQ in a container. Its ports are fixed, since they must be the same after a restart.</summary>
internal sealed class ContainerRabbitMq : IRestartableBroker
{
    private const string Image = "rabbitmq:4.1-management";

    private readonly int _amqp;
    private readonly int _management;
    private readonly int _metrics;
    private readonly RabbitMqContainer _container;

    /// <exception cref="DotNet.Testcontainers.Builders.DockerUnavailableException">
    /// No Docker engine answers.
    /// </exception>
    public ContainerRabbitMq()
    {
        var ports = FreePorts.Find(3);
        (_amqp, _management, _metrics) = (ports[0], ports[1], ports[2]);
        _container = new RabbitMqBuilder(Image)
            .WithUsername("guest")
            .WithPassword("guest")
            .WithPortBinding(_amqp, 5672)
            .WithPortBinding(_management, 15672)
            .WithPortBinding(_metrics, 15692)
            .Build();
    }

    public Uri Address => new($"amqp://guest:guest@{_container.Hostname}:{_amqp}/");

    public Uri Management => new($"http://{_container.Hostname}:{_management}/");

    public string Metrics => $"{_container.Hostname}:{_metrics}";

    public Task StartAsync(CancellationToken cancellationToken) => _container.StartAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => _container.StopAsync(cancellationToken);

    public async Task KillAsync(CancellationToken cancellationToken)
    {
        // Testcontainers has no kill, and inside the container the broker is process 1: no signal from there ends it.
        var arguments = string.Create(CultureInfo.InvariantCulture, $"kill --signal KILL {_container.Id}");
        using var kill = Process.Start("docker", arguments);
        await kill.WaitForExitAsync(cancellationToken);
        // Testcontainers learns that it is down.
        await _container.StopAsync(cancellationToken);
    }

    public Task FreezeAsync(CancellationToken cancellationToken) => _container.PauseAsync(cancellationToken);

    public Task ThawAsync(CancellationToken cancellationToken) => _container.UnpauseAsync(cancellationToken);

    public async Task ControlAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var result = await _container.ExecAsync(["rabbitmqctl", .. arguments], cancellationToken);
        if (result.ExitCode != 0)
        {
            throw new InvalidOperationException(result.Stderr);
        }
    }

    public ValueTask DisposeAsync() => _container.DisposeAsync();
}
