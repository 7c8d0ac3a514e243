using Streaming.Classification.Observations;
using Streaming.Contracts;

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

    public void Note(ObjectClassified classified)
    {
        // An event without inputs was made from all of them.
        if (classified.Inputs?.Contains(InputSet.RedshiftName) ?? true)
        {
            _spectroscopic++;
        }
        else
        {
            _photometric++;
        }

        switch (classified.Candidates?.Classes.Count)
        {
            case null:
                break;
            case 0:
                _none++;
                break;
            case 1:
                _certain++;
                break;
            default:
                _several++;
                break;
        }

        if (classified.Novelty < ObjectClassified.NovelBelow)
        {
            _novel++;
        }
    }

    public SkyAnswers Figures() => new(_spectroscopic, _photometric, _certain, _several, _none, _novel);
}
