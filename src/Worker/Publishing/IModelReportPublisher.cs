using Streaming.Worker.Models;

namespace Streaming.Worker.Publishing;

/// <summary>Hands what a worker reports about models to the broker.</summary>
internal interface IModelReportPublisher
{
    /// <summary>Publishes one event; returns when the broker has confirmed it.</summary>
    /// <exception cref="Exception">It is not confirmed.</exception>
    Task PublishAsync(ModelReport report, CancellationToken cancellationToken);
}
