using Streaming.Classification.Models;

namespace Streaming.Worker.Models;

/// <summary>Where models come from.</summary>
internal sealed class ModelStoreOptions
{
    public const string SectionName = "ModelStore";

    public static TimeSpan ShortestPollingInterval { get; } = TimeSpan.FromMilliseconds(100);

    public static TimeSpan LongestPollingInterval { get; } = TimeSpan.FromHours(1);

    /// <summary>
    /// The store's folder, see <see cref="ModelStoreLocation"/> for a relative one, or <c>s3://BUCKET/PREFIX</c>.
    /// Default <c>models</c>.
    /// </summary>
    public string Path { get; set; } = ModelStoreLocation.DefaultPath;

    /// <summary>
    /// PEM files of public keys, separated by commas: only models that one of them has signed are used. Default null:
    /// every model is. See <see cref="Classification.Models.Signing.TrustedKeys.Of"/>.
    /// </summary>
    public string? TrustedKeys { get; set; }

    /// <summary>How often the store is asked for a new champion, 100 ms to 1 h. Default 5 s.</summary>
    public TimeSpan PollingInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The store that the options describe.</summary>
    /// <param name="path">Another place than <see cref="Path"/>, as it stands; null for that.</param>
    /// <exception cref="ModelException">An address or a file of keys is not what it should be.</exception>
    public ModelStore Open(string? path = null) => new(path ?? ModelStoreLocation.Resolve(Path))
    {
        Trusted = Classification.Models.Signing.TrustedKeys.Of(TrustedKeys),
    };
}
