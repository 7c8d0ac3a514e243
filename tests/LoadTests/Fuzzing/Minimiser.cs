namespace Streaming.LoadTests.Fuzzing;

/// <summary>Makes an input shorter as long as it does the same.</summary>
internal static class Minimiser
{
    private const int MostTries = 4_000;

    /// <param name="input">The input.</param>
    /// <param name="isSame">Whether a shorter one does the same.</param>
    public static byte[] Shorten(byte[] input, Predicate<byte[]> isSame)
    {
        var tries = 0;
        for (var size = Math.Max(1, input.Length / 2); size > 0; size /= 2)
        {
            for (var place = 0; place < input.Length && tries < MostTries;)
            {
                byte[] shorter = [.. input[..place], .. input[Math.Min(input.Length, place + size)..]];
                tries++;
                if (isSame(shorter))
                {
                    input = shorter;
                }
                else
                {
                    place += size;
                }
            }
        }

        return input;
    }
}
