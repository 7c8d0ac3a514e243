using System.Globalization;

namespace Streaming.Diagnosis;

/// <summary>Sizes as people read them.</summary>
internal static class Size
{
    private static readonly string[] Units = ["B", "kB", "MB", "GB", "TB"];

    /// <summary>For example <c>61 GB</c>, in powers of 1,000.</summary>
    public static string Of(long bytes)
    {
        var (size, unit) = ((double)bytes, 0);
        for (; size >= 1_000 && unit < Units.Length - 1; unit++)
        {
            size /= 1_000;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{size:0.#} {Units[unit]}");
    }
}
