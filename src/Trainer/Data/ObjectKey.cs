using System.Buffers.Binary;
using System.Security.Cryptography;
using Streaming.Classification.Observations;

namespace Streaming.Trainer.Data;

/// <summary>
/// What identifies an object across files, and the side of every split that it is on. Object ids are missing or rounded
/// in the catalogues' exports, so the key is taken from what was measured: the first 16 bytes of the SHA-256 of
/// u, g, r, i, z and redshift as little-endian doubles, NaN where one was not measured. It depends on nothing else, so
/// a split holds for ever.
/// </summary>
/// <param name="High">Digest bytes 0 to 7, big-endian: decides whether the object is held out.</param>
/// <param name="Low">Digest bytes 8 to 15, big-endian: decides its fold.</param>
internal readonly record struct ObjectKey(ulong High, ulong Low) : IComparable<ObjectKey>
{
    /// <summary>Share of all objects that no training ever sees.</summary>
    public const double HoldOutShare = 0.12;

    public const int Folds = 5;

    private const double TwoTo64 = 18446744073709551616.0;

    public bool IsHoldOut => High / TwoTo64 < HoldOutShare;

    /// <summary>The fold, 0 to 4, of an object that is not held out.</summary>
    public int Fold => (int)(Low % Folds);

    public static ObjectKey Of(in Observation observation)
    {
        Span<byte> canonical = stackalloc byte[6 * sizeof(double)];
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        ReadOnlySpan<double> values =
            [observation.U, observation.G, observation.R, observation.I, observation.Z, observation.Redshift];
        for (var i = 0; i < values.Length; i++)
        {
            // Adding zero turns -0.0, which some exports write, into 0.0; what was not measured is one NaN of many.
            var value = double.IsNaN(values[i]) ? double.NaN : values[i] + 0.0;
            BinaryPrimitives.WriteDoubleLittleEndian(canonical[(i * sizeof(double))..], value);
        }

        SHA256.HashData(canonical, digest);
        return new ObjectKey(
            BinaryPrimitives.ReadUInt64BigEndian(digest), BinaryPrimitives.ReadUInt64BigEndian(digest[8..]));
    }

    public int CompareTo(ObjectKey other) => (High, Low).CompareTo((other.High, other.Low));
}
