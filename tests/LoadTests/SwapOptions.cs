namespace Streaming.LoadTests;

/// <summary>What to stream, and how often the model changes meanwhile.</summary>
/// <param name="Swaps">Promotions.</param>
/// <param name="Count">Observations.</param>
/// <param name="Rate">Observations published a second.</param>
internal sealed record SwapOptions(int Swaps, int Count, int Rate)
{
    // Quiet parts and parts with swaps take turns, so that whatever else changes with time changes for both.
    private const int BusyParts = 10;

    /// <summary>How long the stream lasts.</summary>
    public TimeSpan Duration => TimeSpan.FromSeconds((double)Count / Rate);

    /// <summary>One more part is quiet than busy: the stream begins and ends without swaps.</summary>
    public TimeSpan Part => Duration / Parts;

    /// <summary>Parts of the stream, quiet ones and busy ones.</summary>
    public static int Parts => (2 * BusyParts) + 1;

    /// <summary>Quiet parts before the process has compiled its code and its heap has found its size.</summary>
    public static int QuietPartsOfWarmUp => 3;

    /// <summary>Promotions before the quiet parts that count.</summary>
    public int SwapsOfWarmUp => Due().Count(time => time < 2 * QuietPartsOfWarmUp * Part);

    /// <summary>When each promotion is due after the start.</summary>
    public IEnumerable<TimeSpan> Due()
    {
        for (var i = 0; i < Swaps; i++)
        {
            var busy = (double)i * BusyParts / Swaps;
            yield return Part * (Math.Floor(busy) + 1 + busy);
        }
    }
}
