using System.Text.Json;
using Streaming.Worker.Classifying;
using Streaming.Worker.Consuming;
using Streaming.Worker.Publishing;

namespace Streaming.LoadTests.Fuzzing.Targets;

/// <summary>
/// A message of observations, from its bytes to its events, among good ones: every observation is classified or rejected
/// with reasons, and the good ones notice nothing.
/// </summary>
internal abstract class MessageTarget(GivenModel model) : IFuzzTarget
{
    private const int LongestReason = 2_000;

    private static readonly EventsOptions Events = new() { Form = EventsOptions.Both };

    private readonly BatchClassifier _classifier = model.Classifier();
    private readonly EventWriter _writer = new();

    public abstract string Name { get; }

    public abstract int Weight { get; }

    public long MostBytes => 160L << 20;

    public abstract byte[] Next(Random random);

    public bool Try(byte[] input)
    {
        var good = new IncomingMessage(Messages.Single[0], null, "observations");
        var outcomes = _classifier.Classify([good, Message(input), good]);
        FuzzedException.Require(outcomes.Count >= 3, "an observation has no outcome");
        FuzzedException.Require(
            outcomes[0].Classified is not null && outcomes[^1].Classified is not null, "a good one is not classified");
        foreach (var outcome in outcomes)
        {
            Check(outcome);
        }

        _writer.Write(Events.Of(outcomes));
        foreach (var (_, body) in _writer.Written)
        {
            using var document = JsonDocument.Parse(body);
        }

        return outcomes.Skip(1).SkipLast(1).Any(outcome => outcome.Classified is not null);
    }

    /// <summary>The message that an input is.</summary>
    protected abstract IncomingMessage Message(byte[] input);

    private static void Check(in Outcome outcome)
    {
        FuzzedException.Require(
            outcome.Classified is null != outcome.Rejected is null, "an observation has none or both of the events");
        if (outcome.Rejected is { } rejected)
        {
            FuzzedException.Require(rejected.Reasons.Count > 0, "a rejection has no reason");
            FuzzedException.Require(
                rejected.Reasons.All(reason => reason.Code.Length > 0 && reason.Message.Length is > 0 and < LongestReason),
                "a reason says nothing, or too much");
        }
        else
        {
            var sum = outcome.Classified!.Probabilities is { } shares ? shares.Star + shares.Galaxy + shares.Qso : 0;
            FuzzedException.Require(Math.Abs(sum - 1) < 1e-3, $"the probabilities' sum is {sum}");
        }
    }
}
