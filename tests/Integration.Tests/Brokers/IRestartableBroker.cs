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

    /// <summary>Starts it, again or for the first time; returns when it takes connections.</summary>
    Task StartAsync(CancellationToken cancellationToken);
}
