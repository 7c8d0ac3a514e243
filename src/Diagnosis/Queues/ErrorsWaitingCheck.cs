using System.Globalization;
using Streaming.Contracts;

namespace Streaming.Diagnosis.Queues;

/// <summary>Whether messages wait that somebody must look at.</summary>
internal static class ErrorsWaitingCheck
{
    public const string Code = "errors_waiting";

    public static IEnumerable<Finding> Of(Picture picture)
    {
        var full = WatchedQueues.OfErrors
            .Select(name => picture.Broker!.Queue(name))
            .OfType<QueuePicture>()
            .Where(queue => queue.Messages > 0)
            .Select(Of)
            .ToList();
        return full.Count > 0 ? full : [Finding.Ok(Code, $"nothing waits in {string.Join(", ", WatchedQueues.OfErrors)}")];
    }

    private static Finding Of(QueuePicture queue)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{queue.Name}: {queue.Messages:N0} messages");
        return queue.Name == LabelsTopology.ErrorQueue
            ? Finding.Warning(
                Code,
                text,
                "the trainer has not learned from these labels; the header Streaming-Reason says why",
                "tell their publisher the reasons, and have them sent again")
            : Finding.Warning(
                Code,
                text,
                "these observations have no event",
                $"telescope errors list --queue {queue.Name}, then mend the cause and telescope errors resend");
    }
}
