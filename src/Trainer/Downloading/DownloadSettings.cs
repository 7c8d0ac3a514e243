namespace Streaming.Trainer.Downloading;

/// <summary>What is to be downloaded: decides every row, so that a download can be taken up again.</summary>
/// <param name="Address">The SQL service of a release.</param>
/// <param name="Rows">How many rows.</param>
/// <param name="PageRows">How many of them in one answer, at most.</param>
internal sealed record DownloadSettings(string Address, int Rows, int PageRows);
