using Streaming.Classification.Observations;
using Streaming.Worker.Classifying;

namespace Streaming.Worker.Sky;

/// <summary>Counts answers by what they were made from and how sure they are. Not thread-safe.</summary>
internal sealed class AnswerCounts
{
    private long _spectroscopic;
    private long _photometric;
    private long _certain;
    private long _several;
    private long _none;
    private long _novel;

    public void Note(Answers answer, int count)
    {
        // An event without inputs was made from all of them.
        _photometric += answer.Kind == InputSet.PhotometricKind ? count : 0;
        _spectroscopic += answer.Kind == InputSet.PhotometricKind ? 0 : count;
        _none += answer.Candidates == 0 ? count : 0;
        _certain += answer.Candidates == 1 ? count : 0;
        _several += answer.Candidates > 1 ? count : 0;
        _novel += answer.IsNovel ? count : 0;
    }

    public SkyAnswers Figures() => new(_spectroscopic, _photometric, _certain, _several, _none, _novel);
}
