namespace Streaming.Trainer.Downloading;

/// <summary>What is written down after every page.</summary>
/// <param name="Settings">What is downloaded.</param>
/// <param name="Position">Where to go on.</param>
/// <param name="Bytes">How much of the part belongs to it.</param>
internal sealed record Checkpoint(DownloadSettings Settings, Position Position, long Bytes);
