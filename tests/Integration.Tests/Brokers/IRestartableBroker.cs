namespace Streaming.Integration.Tests.Brokers;

/// <summary>A broker of our own, which a test may take down. Its address and its data outlive that.</summary>
internal interface IRestartableBroker : IBroker
{
    /// <summary>Host and port of the plug-in <c>rabbitmq_prometheus</c>.</summary>
    string Metrics { get; }

    /// <summary>Stops it in order.</summary>
    Task StopAsync(CancellationToken cancellationToken);

    /// <summary>Ends it as a crash would.</summary>
    Task KillAsync(CancellationToken cancellationToken);

    /// <summary>Stops it from doing anything, with all its connections open, until <see cref="ThawAsync"/>.</summary>
    Task FreezeAsync(CancellationToken cancellationToken);

    /// <summary>Lets it go on.</summary>
    Task ThawAsync(CancellationToken cancellationToken);

    /// <summary>Runs <c>rabbitmqctl</c> beside it.</summary>
    Task ControlAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken);

    /// <summary>Starts it, again or for the first time; returns when it takes connections.</summary>
    Task StartAsync(CancellationToken cancellationToken);
}
