using Streaming.Classification.Observations;

namespace Streaming.Trainer.Data;

/// <summary>An observation whose class was confirmed by its spectrum.</summary>
/// <param name="Line">
/// Where it stands in its file: the number of its line, the first being 1, or of its row in a binary table; or
/// <see cref="NoLine"/>.
/// </param>
/// <param name="Observation">What was measured.</param>
/// <param name="Class">One of <see cref="Contracts.ObjectClass"/>.</param>
/// <param name="Key">Its identity, which decides the splits.</param>
internal sealed record LabelledRow(long Line, Observation Observation, string Class, ObjectKey Key)
{
    /// <summary>The line of what was received and stands in no file.</summary>
    public const long NoLine = 0;

    /// <summary>The class of a row that was read without one.</summary>
    public const string NoClass = "";
}
