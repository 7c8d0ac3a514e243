namespace Streaming.Trainer.Downloading;

/// <summary>A column of the survey that a download may have beside the usual ones.</summary>
/// <param name="Name">As SkyServer calls it, and so in the file and in <c>measurements</c>.</param>
/// <param name="Table">What <see cref="SkyServerQuery"/> calls its table.</param>
/// <param name="ShortName">Another name to ask for it by.</param>
internal sealed record SurveyColumn(string Name, string Table, string? ShortName = null)
{
    public bool IsCalled(string name) =>
        name.Equals(Name, StringComparison.OrdinalIgnoreCase)
        || name.Equals(ShortName, StringComparison.OrdinalIgnoreCase);
}
