using System.Globalization;

namespace Streaming.Diagnosis.Workers;

/// <summary>
/// Whether a worker takes enough ahead: the batches in work and one that fills meanwhile. With less, the next batch waits
/// until the one before is acknowledged.
/// </summary>
internal static class PrefetchCheck
{
    public const string Code = "prefetch";

    public static IEnumerable<Finding> Of(Picture picture) => picture.Settings.Select(one =>
    {
        var batching = one.Settings.Batching;
        var needed = batching.MessageLimit * (batching.ConcurrencyLimit + 1);
        var text = string.Create(CultureInfo.InvariantCulture,
            $"{one.Worker.Name}: {batching.PrefetchCount:N0} taken ahead, {batching.ConcurrencyLimit} batches of {batching.MessageLimit:N0} in work");
        return batching.PrefetchCount >= needed
            ? Finding.Ok(Code, text)
            : Finding.Warning(
                Code,
                string.Create(CultureInfo.InvariantCulture, $"{text}: fewer than {needed:N0}"),
                "while batches are confirmed no other one fills: the stream goes in steps",
                "lower Batching__MessageLimit or Batching__ConcurrencyLimit");
    });
}
