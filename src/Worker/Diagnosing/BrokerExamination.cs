using Microsoft.Extensions.Options;
using Streaming.Diagnosis;
using Streaming.Diagnosis.Broker;
using Streaming.Diagnosis.Queues;
using Streaming.Worker.Consuming;

namespace Streaming.Worker.Diagnosing;

/// <summary>
/// Looks at the broker when a worker starts, and logs what is wrong. Of one thing it makes a condition: where crashing
/// workers would have the broker drop what they hold, nothing is consumed until that is mended (ADR 31).
/// </summary>
internal sealed class BrokerExamination(
    RabbitMqAddress address,
    IOptions<BrokerOptions> options,
    IOptions<BatchingOptions> batching,
    TimeProvider time,
    ILogger<BrokerExamination> logger)
{
    // The model takes about as long to load: who answers in time delays nothing, and who does not is not waited for.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(10);

    // Who consumes and who subscribes is no matter of a worker that only starts.
    private static readonly Check[] Short =
    [
        .. Checks.All.Where(check => check.Group is Group.Broker or Group.Queues)
            .ExceptBy([ConsumersCheck.Code, EventsCheck.Code, RejectionsCheck.Code], check => check.Code),
    ];

    private readonly BrokerAddress _broker = new(address.Factory);
    private string? _refusal;

    /// <summary>Why nothing is consumed; null when it may be.</summary>
    public string? Refusal => Volatile.Read(ref _refusal);

    /// <summary>Completes when the queue may be consumed: at once where nothing speaks against it, or nobody answers.</summary>
    public async Task AllowedAsync(CancellationToken cancellationToken)
    {
        if (options.Value.AddressOf(_broker) is not { } management)
        {
            return;
        }

        var broker = await AskAsync(management, cancellationToken);
        Tell(broker);
        while (true)
        {
            var refused = RefusedBy(broker);
            if (refused is not null)
            {
                Volatile.Write(ref _refusal, $"{refused.Text}; {refused.Why}; {refused.Remedy}");
            }
            else if (Refusal is null || broker.Queues.Count > 0)
            {
                // Whoever refuses goes on to, until the broker has said that it is mended.
                Volatile.Write(ref _refusal, null);
                return;
            }

            await Task.Delay(LookAgain, time, cancellationToken);
            broker = await AskAsync(management, cancellationToken);
        }
    }

    /// <summary>What speaks against consuming; null when nothing does, or it is not known.</summary>
    public Finding? RefusedBy(BrokerPicture broker) => broker.Observations()
        .Where(queue => queue.IsQuorum)
        .Select(queue => DeliveryLimitCheck.Of(broker, queue, batching.Value.PrefetchCount))
        .FirstOrDefault(finding => finding.Verdict == Verdict.Wrong);

    private void Tell(BrokerPicture broker)
    {
        if (broker.ManagementFault is { } fault)
        {
            logger.NotAsked(broker.Management, fault);
        }

        var picture = new Picture { Version = ProgramVersion.Of(typeof(BrokerExamination).Assembly), Broker = broker };
        foreach (var finding in Short
            .SelectMany(check => check.Run(picture))
            .Where(finding => finding.Verdict > Verdict.NotAsked))
        {
            logger.Found(finding.Code, finding.Text, finding.Why, finding.Remedy);
        }
    }

    // Nothing that goes wrong here may stop a worker: what could not be asked is not known.
    private async Task<BrokerPicture> AskAsync(Uri management, CancellationToken cancellationToken)
    {
        var picture = _broker.Picture(management);
        using var patience = new CancellationTokenSource(Patience, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            var connection = await address.Factory.CreateConnectionAsync("streaming-worker-doctor", end.Token);
            picture = picture.With(connection);
            connection.Abandon();
            using var inquiry = new ManagementInquiry(management, _broker, Patience, time);
            return await inquiry.AskAsync(picture, end.Token);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            return picture with
            {
                ManagementFault = patience.IsCancellationRequested
                    ? FormattableString.Invariant($"nothing within {Patience.TotalSeconds:0.#} s")
                    : fault.Message,
            };
        }
    }
}
