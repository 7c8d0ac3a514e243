namespace Streaming.Integration.Tests.Brokers;

/// <summary>A RabbitMQ that tests may create virtual hosts on.</summary>
internal interface IBroker : IAsyncDisposable
{
    /// <summary>Address with user and password: <c>amqp://user:password@host:port/</c>.</summary>
    Uri Address { get; }

    /// <summary>Address of the management plug-in, for the same user.</summary>
    Uri Management { get; }
}
