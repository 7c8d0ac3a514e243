using System.ComponentModel.DataAnnotations;
using Streaming.Classification.Models;

namespace Streaming.Worker.Models;

/// <summary>Where models come from.</summary>
internal sealed class ModelStoreOptions
{
    public const string SectionName = "ModelStore";

    /// <summary>The store's folder; see <see cref="ModelStoreLocation"/> for a relative one. Default <c>models</c>.</summary>
    [Required]
    public string Path { get; set; } = ModelStoreLocation.DefaultPath;

    /// <summary>How often the store is asked for a new champion. Default 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
    public TimeSpan PollingInterval { get; set; } = TimeSpan.FromSeconds(5);
}
