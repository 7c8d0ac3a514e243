using Streaming.Contracts;

namespace Streaming.Worker.Sky;

/// <summary>Some of the objects that were classified since the last frame.</summary>
/// <param name="Of">How many were classified.</param>
/// <param name="Points">
/// Index of the class among <see cref="ObjectClass.All"/>, right ascension and declination in degrees.
/// </param>
/// <param name="Latest">A few of them in full, for reading.</param>
internal sealed record SkySample(
    int Of, IReadOnlyList<double[]> Points, IReadOnlyList<SkySample.Named> Latest)
{
    private const int MostNamed = 5;

    // A hundredth of a degree is less than a pixel of the largest map.
    private const int Digits = 2;

    private static readonly Dictionary<string, int> ClassIndex =
        ObjectClass.All.Index().ToDictionary(entry => entry.Item, entry => entry.Index);

    public static SkySample Empty { get; } = new(0, [], []);

    public static SkySample From(IReadOnlyList<ObjectClassified> objects, int of) => new(
        of,
        [.. objects.Select(one => new[]
        {
            ClassIndex[one.Class], Math.Round(one.Alpha, Digits), Math.Round(one.Delta, Digits),
        })],
        [.. objects.TakeLast(MostNamed).Select(one => new Named(
            one.ObservationId,
            one.Class,
            one.Confidence,
            one.Candidates?.Classes,
            one.Novelty < ObjectClassified.NovelBelow,
            one.Inputs,
            one.Alpha,
            one.Delta))]);

    /// <summary>One object; its candidates are null when the model cannot tell them.</summary>
    internal sealed record Named(
        string ObservationId,
        string Class,
        double Confidence,
        IReadOnlyList<string>? Candidates,
        bool IsNovel,
        IReadOnlyList<string>? Inputs,
        double Alpha,
        double Delta);
}
