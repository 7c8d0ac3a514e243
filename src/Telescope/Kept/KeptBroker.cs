using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Streaming.Telescope.Broker;
using Streaming.Telescope.Publishing;

namespace Streaming.Telescope.Kept;

/// <summary>A connection for a command that goes through queues.</summary>
internal sealed class KeptBroker : IAsyncDisposable
{
    private readonly IConnection _connection;
    private readonly TimeProvider _time;

    private KeptBroker(IConnection connection, TimeProvider time) => (_connection, _time) = (connection, time);

    /// <summary>
    /// Whether it is RabbitMQ 4 or later, which deletes what was delivered more often than its queue's limit: 20 times
    /// unless a policy says otherwise.
    /// </summary>
    public bool HasDeliveryLimit =>
        _connection.ServerProperties?.TryGetValue("version", out var value) is true
        && Version.TryParse(MessageHeaders.Text(value)?.Split('-', '+')[0], out var version)
        && version.Major >= 4;

    /// <exception cref="FailureException">There is no broker, or it refuses.</exception>
    public static async Task<KeptBroker> OpenAsync(
        Uri address, string command, TimeProvider time, CancellationToken cancellation) => new(
        await BrokerConnection.OpenAsync(address, $"telescope {command}", recovers: false, cancellation), time);

    /// <summary>Opens a channel to send again by.</summary>
    /// <exception cref="FailureException">The broker refuses the queues of the observations.</exception>
    public async Task<ConfirmChannel> PublisherAsync(CancellationToken cancellation)
    {
        try
        {
            return await ConfirmChannel.OpenAsync(_connection, Route.All, cancellation);
        }
        catch (RabbitMQClientException fault)
        {
            throw new FailureException(
                $"the broker refuses the queues of the observations: {BrokerFault.Reason(fault)}", fault);
        }
    }

    /// <summary>Does something on a channel of its own.</summary>
    /// <exception cref="FailureException">The broker refuses.</exception>
    public async Task DoAsync(string what, Func<IChannel, Task> action, CancellationToken cancellation)
    {
        try
        {
            await using var channel = await _connection.CreateChannelAsync(cancellationToken: cancellation);
            await action(channel);
        }
        catch (RabbitMQClientException fault)
        {
            throw new FailureException($"the broker refuses {what}: {BrokerFault.Reason(fault)}", fault);
        }
    }

    /// <summary>Messages that wait in queues, as far as the broker knows; what is just handed back may be missing.</summary>
    public async Task<long> CountAsync(IEnumerable<string> queues, CancellationToken cancellation)
    {
        var count = 0L;
        foreach (var name in queues)
        {
            await using var queue = await KeptQueue.OpenAsync(_connection, name, _time, cancellation);
            count += queue?.Waiting ?? 0;
        }

        return count;
    }

    /// <summary>Goes through queues one after the other; those that the broker does not have are passed over.</summary>
    /// <param name="queues">Their names.</param>
    /// <param name="dealWithAsync">Deals with a round; false when that was enough.</param>
    /// <param name="cancellation">Ends it at the next message; what was not acknowledged is handed back.</param>
    /// <returns>How many of the queues there are.</returns>
    /// <exception cref="FailureException">The connection was lost, or the broker refuses.</exception>
    public async Task<int> VisitAsync(
        IEnumerable<string> queues,
        Func<KeptQueue, IReadOnlyList<KeptMessage>, Task<bool>> dealWithAsync,
        CancellationToken cancellation)
    {
        var there = 0;
        try
        {
            foreach (var name in queues)
            {
                await using var queue = await KeptQueue.OpenAsync(_connection, name, _time, cancellation);
                if (queue is null) continue;
                there++;
                await foreach (var round in queue.RoundsAsync(cancellation))
                {
                    if (!await dealWithAsync(queue, round)) return there;
                }
            }
        }
        catch (RabbitMQClientException fault)
        {
            throw new FailureException(
                $"the connection to the broker was lost: {BrokerFault.Reason(fault)}; what was not dealt with is "
                + "still there",
                fault);
        }

        return there;
    }

    public ValueTask DisposeAsync() => BrokerConnection.CloseAsync(_connection);
}
