namespace Streaming.Telescope.Publishing;

/// <summary>A way to the broker, until it breaks.</summary>
internal interface IObservationChannel : IAsyncDisposable
{
    /// <summary>Host name of the broker.</summary>
    string Host { get; }

    /// <summary>Port of the broker.</summary>
    int Port { get; }

    /// <summary>Publishes and waits for the broker's answer. Never throws: a broken way is an outcome.</summary>
    Task<PublishOutcome> PublishAsync(ObservationMessage message, IDictionary<string, object?> headers);
}
