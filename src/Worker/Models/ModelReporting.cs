using Streaming.Worker.Publishing;

namespace Streaming.Worker.Models;

/// <summary>Sends what <see cref="ModelReports"/> keeps, each until the broker has confirmed it.</summary>
internal sealed class ModelReporting(
    ModelReports reports, IModelReportPublisher publisher, TimeProvider time, ILogger<ModelReporting> logger)
    : BackgroundService
{
    private static readonly TimeSpan PublishTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // Said once, not every second.
    private string? _lastReason;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var report in reports.Waiting.ReadAllAsync(stoppingToken))
        {
            while (!await TryPublishAsync(report, stoppingToken))
            {
                await Task.Delay(Pause, time, stoppingToken);
            }
        }
    }

    private async Task<bool> TryPublishAsync(ModelReport report, CancellationToken stoppingToken)
    {
        using var timeout = new CancellationTokenSource(PublishTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stoppingToken);
        try
        {
            // Waited for no longer than that, even by a publisher that does not look at its token.
            await publisher.PublishAsync(report, either.Token).WaitAsync(either.Token);
            _lastReason = null;
            return true;
        }
        catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
        {
            var reason = BrokerFault.Reason(fault);
            if (reason != _lastReason)
            {
                logger.ModelReportRetried(Pause, reason);
            }

            _lastReason = reason;
            return false;
        }
    }
}
