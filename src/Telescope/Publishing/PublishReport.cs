using System.Text.Json;

namespace Streaming.Telescope.Publishing;

/// <summary>What a publish command tells its user.</summary>
internal static class PublishReport
{
    public static string Summary(PublishCounts counts, TimeSpan elapsed)
    {
        var repeated = counts.Repeated == 0 ? "" : $", {counts.Repeated:N0} sent again after a lost connection";
        return $"published {counts.Sent:N0} observations{Messages(counts)} ({counts.Photometric:N0} photometric, "
            + $"{counts.Spectroscopic:N0} spectroscopic) in {elapsed.TotalSeconds:N1} s: "
            + $"{counts.Confirmed:N0} confirmed ({Rate(counts, elapsed):N0}/s){repeated}";
    }

    /// <summary>The summary for programs.</summary>
    public static string Json(PublishCounts counts, TimeSpan elapsed) => JsonSerializer.Serialize(
        new PublishSummary
        {
            Sent = counts.Sent,
            Spectroscopic = counts.Spectroscopic,
            Photometric = counts.Photometric,
            Confirmed = counts.Confirmed,
            Returned = counts.Returned,
            Refused = counts.Refused,
            Unanswered = counts.Unanswered,
            Repeated = counts.Repeated,
            Messages = counts.Messages,
            Seconds = Math.Round(elapsed.TotalSeconds, 3),
        },
        TelescopeJson.Default.PublishSummary);

    /// <summary>Ends the command with a failure unless every observation is safe.</summary>
    public static void ThrowIfIncomplete(PublishCounts counts)
    {
        if (counts.Unsafe == 0) return;
        string?[] kinds =
        [
            counts.Returned == 0 ? null : $"{counts.Returned:N0} returned because no queue takes them",
            counts.Refused == 0 ? null : $"{counts.Refused:N0} refused by the broker",
            counts.Unanswered == 0 ? null : $"{counts.Unanswered:N0} not answered",
        ];
        var why = string.Join(", ", kinds.OfType<string>());
        throw new FailureException($"{counts.Unsafe:N0} of {counts.Sent:N0} observations are not confirmed: {why}");
    }

    private static string Messages(PublishCounts counts) => counts.Messages switch
    {
        var messages when messages == counts.Sent => "",
        1 => " in 1 message",
        var messages => $" in {messages:N0} messages",
    };

    private static double Rate(PublishCounts counts, TimeSpan elapsed) =>
        counts.Confirmed / Math.Max(0.001, elapsed.TotalSeconds);
}
