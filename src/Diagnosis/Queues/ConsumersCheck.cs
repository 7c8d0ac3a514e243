using System.Globalization;

namespace Streaming.Diagnosis.Queues;

/// <summary>Whether somebody takes what waits.</summary>
internal static class ConsumersCheck
{
    public const string Code = "consumers";

    public static IEnumerable<Finding> Of(Picture picture) => picture.Broker!.Observations().Select(queue =>
    {
        var waiting = string.Create(CultureInfo.InvariantCulture, $"{queue.Messages ?? 0:N0} messages");
        return queue.Consumers switch
        {
            null => Finding.NotAsked(Code, $"{queue.Name}: the broker has not counted yet"),
            0 when queue.Messages > 0 => Finding.Wrong(
                Code,
                $"{queue.Name}: no worker consumes it, {waiting} wait",
                "nothing is classified",
                "start a worker; where one runs, /health/ready says why it does not consume"),
            0 => Finding.Warning(
                Code,
                $"{queue.Name}: no worker consumes it",
                "what is published will wait",
                "start a worker; where one runs, /health/ready says why it does not consume"),
            var consumers => Finding.Ok(Code, $"{queue.Name}: {consumers}, {waiting}"),
        };
    });
}
