using Streaming.Classification.Models.Signing;
using Streaming.Trainer.Data;

namespace Streaming.Trainer.Importing;

/// <summary>What an import was asked for.</summary>
/// <param name="Source">The model's file.</param>
/// <param name="Features">Names from the command line or the side file; null for the model's own.</param>
/// <param name="FeaturesFrom">Where they came from.</param>
/// <param name="Classes">The classes in the model's order.</param>
/// <param name="Rounds">How many of the first rounds to use; null when the file decides.</param>
/// <param name="Canary">File of canary rows, or null.</param>
/// <param name="Data">Rows to measure the hold-out of, or null.</param>
/// <param name="Wait">How long to wait while another process changes the store.</param>
internal sealed record ImportSettings(
    ModelSource Source,
    IReadOnlyList<string>? Features,
    string FeaturesFrom,
    IReadOnlyList<string> Classes,
    int? Rounds,
    string? Canary,
    DataSource? Data,
    TimeSpan Wait)
{
    /// <summary>The key that signs the package; null for none.</summary>
    public SigningKey? Key { get; init; }
}
