using System.Buffers.Text;
using System.Globalization;
using System.Runtime.InteropServices;
using ParquetSharp;

namespace Streaming.Catalogues.Parquet;

/// <summary>
/// Writes values that are neither numbers nor texts as UTF-8: times by ISO 8601. One outside of the years 1 to 9999,
/// which some programs write for "no time", becomes empty.
/// </summary>
internal static class Format
{
    private const int SecondsOfDay = 24 * 60 * 60;
    private const int NanosecondsOfSecond = 1_000_000_000;
    private const int JulianDayOfEpoch = 2_440_588;
    private const string DateAndTime = "s";
    private const string TimeOfDay = "HH:mm:ss";

    public static int Boolean(bool value, Span<byte> text) => Copy(value ? "true"u8 : "false"u8, text);

    public static int Unsigned(long value, Span<byte> text) =>
        Utf8Formatter.TryFormat((ulong)value, text, out var length) ? length : 0;

    public static double Half(nint bytes) => (double)BitConverter.Int16BitsToHalf(Marshal.ReadInt16(bytes));

    public static int Uuid(nint bytes, Span<byte> text)
    {
        var copy = new byte[16];
        Marshal.Copy(bytes, copy, 0, copy.Length);
        return new Guid(copy, bigEndian: true).TryFormat(text, out var length) ? length : 0;
    }

    /// <param name="days">Days since 1970-01-01.</param>
    /// <param name="text">Where to write.</param>
    public static int Date(int days, Span<byte> text) => Seconds((long)days * SecondsOfDay, "yyyy-MM-dd", text);

    public static int Time(long value, TimeUnit unit, Span<byte> text) =>
        Moment(value, PerSecond(unit), TimeOfDay, text);

    /// <param name="value">Units of time since 1970.</param>
    /// <param name="unit">The unit.</param>
    /// <param name="isUtc">Whether the file says that it is UTC.</param>
    /// <param name="text">Where to write.</param>
    public static int Timestamp(long value, TimeUnit unit, bool isUtc, Span<byte> text)
    {
        var length = Moment(value, PerSecond(unit), DateAndTime, text);
        return length + (isUtc && length > 0 ? Copy("Z"u8, text[length..]) : 0);
    }

    /// <summary>The form of Impala and of Spark before 3: nanoseconds of a Julian day.</summary>
    public static int OldTimestamp(Int96 value, Span<byte> text)
    {
        var nanoseconds = (long)value.B << 32 | (uint)value.A;
        var seconds = (((long)value.C - JulianDayOfEpoch) * SecondsOfDay) + Math.DivRem(
            nanoseconds, NanosecondsOfSecond, out var fraction);
        var length = Seconds(seconds, DateAndTime, text);
        return length == 0 ? 0 : length + Fraction(Math.Abs(fraction), NanosecondsOfSecond, text[length..]);
    }

    private static int Moment(long value, long perSecond, string format, Span<byte> text)
    {
        var seconds = value / perSecond;
        var fraction = value % perSecond;
        if (fraction < 0)
        {
            (seconds, fraction) = (seconds - 1, fraction + perSecond);
        }

        var length = Seconds(seconds, format, text);
        return length == 0 ? 0 : length + Fraction(fraction, perSecond, text[length..]);
    }

    private static int Seconds(long seconds, string format, Span<byte> text)
    {
        const long first = -62_135_596_800;
        const long last = 253_402_300_799;
        if (seconds is < first or > last)
        {
            return 0;
        }

        DateTime.UnixEpoch.AddSeconds(seconds).TryFormat(text, out var length, format, CultureInfo.InvariantCulture);
        return length;
    }

    private static int Fraction(long fraction, long perSecond, Span<byte> text)
    {
        if (fraction == 0)
        {
            return 0;
        }

        // The 1 in front keeps the zeros that a fraction begins with; the point takes its place.
        Utf8Formatter.TryFormat(perSecond + fraction, text, out var length);
        text[0] = (byte)'.';
        return text[..length].TrimEnd((byte)'0').Length;
    }

    private static long PerSecond(TimeUnit unit) => unit switch
    {
        TimeUnit.Millis => 1_000,
        TimeUnit.Micros => 1_000_000,
        _ => NanosecondsOfSecond,
    };

    private static int Copy(ReadOnlySpan<byte> value, Span<byte> text)
    {
        value.CopyTo(text);
        return value.Length;
    }
}
