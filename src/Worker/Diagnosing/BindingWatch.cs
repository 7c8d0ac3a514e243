using Microsoft.Extensions.Options;
using Streaming.Diagnosis.Broker;
using Streaming.Diagnosis.Queues;
using Streaming.Worker.Consuming;

namespace Streaming.Worker.Diagnosing;

/// <summary>
/// Looks whether what is published still gets to the queues. Exchanges and bindings can be deleted under a running worker,
/// and the broker tells nobody but publishers that ask for it. What is missing is declared anew, as at the start.
/// </summary>
internal sealed class BindingWatch(
    RabbitMqAddress address,
    IOptions<BrokerOptions> options,
    ObservationConsumption consumption,
    TimeProvider time,
    ILogger<BindingWatch> logger) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly BrokerAddress _broker = new(address.Factory);
    private string? _missing;

    /// <summary>What is missing; null when nothing is, or when nobody tells.</summary>
    public string? Missing => Volatile.Read(ref _missing);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.AddressOf(_broker) is not { } management)
        {
            return;
        }

        await consumption.Started.WaitAsync(stoppingToken);
        using var inquiry = new ManagementInquiry(management, _broker, Patience, time);
        using var timer = new PeriodicTimer(LookEvery, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await LookAsync(inquiry, stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                // Away, or it does not let this user declare: the next look tries again.
                logger.NotLooked(BrokerFault.Reason(fault));
            }
        }
    }

    private async Task LookAsync(ManagementInquiry inquiry, CancellationToken stoppingToken)
    {
        if (await inquiry.BindingsAsync(stoppingToken) is not { } bindings)
        {
            return;
        }

        var missing = QueueBindingCheck.Missing(bindings);
        if (missing.Count == 0)
        {
            Volatile.Write(ref _missing, null);
            return;
        }

        // Until a look has found it well again, so that whoever asks every few seconds hears of it.
        var text = string.Join(", ", missing);
        Volatile.Write(ref _missing, text);
        logger.NotBound(text);
        await RabbitMqTopology.DeclareAsync(address, stoppingToken);
    }
}
