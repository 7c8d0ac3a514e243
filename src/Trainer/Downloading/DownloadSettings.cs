namespace Streaming.Trainer.Downloading;

/// <summary>What is to be downloaded: decides every row, so that a download can be taken up again.</summary>
/// <param name="Address">The SQL service of a release.</param>
/// <param name="Rows">How many rows.</param>
/// <param name="PageRows">How many of them in one answer, at most.</param>
/// <param name="Columns">
/// Names of <see cref="SurveyColumns"/>, joined by commas; empty when only the usual ones are asked for, as by trainers
/// that knew no others.
/// </param>
internal sealed record DownloadSettings(string Address, int Rows, int PageRows, string Columns = "");
