using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Streaming.Classification.Models.Storage;

/// <summary>A place in S3-compatible storage, <c>s3://BUCKET/PREFIX</c>; the prefix may be missing.</summary>
/// <param name="Bucket">The bucket.</param>
/// <param name="Prefix">What the keys start with: empty, or ending in <c>/</c>.</param>
internal sealed partial record S3Address(string Bucket, string Prefix)
{
    private const string Scheme = "s3://";

    /// <summary>Whether a store's path means S3 and no folder.</summary>
    public static bool IsMeantBy(string path) => path.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads an address; false when the bucket's name is not one.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out S3Address? address)
    {
        address = null;
        if (!IsMeantBy(text))
        {
            return false;
        }

        var parts = text[Scheme.Length..].Split('/', 2);
        var prefix = parts.Length == 1 ? "" : parts[1].Trim('/');
        if (!BucketName().IsMatch(parts[0]))
        {
            return false;
        }

        address = new S3Address(parts[0], prefix.Length == 0 ? "" : prefix + "/");
        return true;
    }

    public override string ToString() => $"{Scheme}{Bucket}/{Prefix}".TrimEnd('/');

    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
    [GeneratedRegex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", RegexOptions.CultureInvariant)]
    private static partial Regex BucketName();
}
