using Streaming.Worker.Models;

namespace Streaming.Worker.Promotions;

/// <summary>
/// Hears of new champions and has the store looked at. It has no say in readiness: whoever does not hear, polls.
/// </summary>
internal sealed class PromotionListener(
    IPromotionSource source, ModelActivation activation, TimeProvider time, ILogger<PromotionListener> logger)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private bool _isLost;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                await source.ListenAsync(OnListening, OnMessage, stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                Report(BrokerFault.Reason(fault));
            }

            await Task.Delay(Pause, time, stoppingToken);
        }
    }

    // What was announced before, or while nobody heard it, is in the store.
    private void OnListening()
    {
        _isLost = false;
        logger.Listening();
        activation.Wake();
    }

    private void OnMessage(ReadOnlyMemory<byte> body, string? contentType)
    {
        if (PromotionReader.Read(body, contentType) is { } announced)
        {
            activation.Announce(announced);
        }
        else
        {
            logger.AnnouncementIgnored(body.Length);
        }
    }

    private void Report(string reason)
    {
        if (_isLost)
        {
            logger.ListeningStillLost(Pause, reason);
        }
        else
        {
            logger.ListeningLost(Pause, reason);
        }

        _isLost = true;
    }
}
