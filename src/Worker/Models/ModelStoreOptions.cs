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

    /// <summary>How often the store is asked for a new champion, 100 ms to 1 h. Default 5 s.</summary>
    public TimeSpan PollingInterval { get; set; } = TimeSpan.FromSeconds(5);
}
