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
            await LookAsync(inquiry, stoppingToken);
        }
    }

    private async Task LookAsync(ManagementInquiry inquiry, CancellationToken stoppingToken)
    {
        var (before, missing) = (Missing, await AskAsync(inquiry, stoppingToken));
        // Until a look has found it well again, so that whoever asks every few seconds hears of it.
        Volatile.Write(ref _missing, missing);
        if (missing is null)
        {
            return;
        }

        try
        {
            await RabbitMqTopology.DeclareAsync(address, stoppingToken);
            logger.BoundAgain(missing);
        }
        catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
        {
            // Once, not at every look.
            if (missing != before)
            {
                logger.NotBound(missing, BrokerFault.Reason(fault));
            }
        }
    }

    // What nobody tells is not known, and takes no readiness away.
    private async Task<string?> AskAsync(ManagementInquiry inquiry, CancellationToken stoppingToken)
    {
        try
        {
            return await inquiry.BindingsAsync(stoppingToken) is { } bindings
                && QueueBindingCheck.Missing(bindings) is { Count: > 0 } missing
                ? string.Join(", ", missing)
                : null;
        }
        catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
        {
            logger.NotLooked(BrokerFault.Reason(fault));
            return null;
        }
    }
}
