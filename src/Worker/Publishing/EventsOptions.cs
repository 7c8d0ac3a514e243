using Microsoft.Extensions.Options;
using Streaming.Contracts;
using Streaming.Worker.Classifying;

namespace Streaming.Worker.Publishing;

/// <summary>In which form classifications are published.</summary>
internal sealed class EventsOptions
{
    public const string SectionName = "Events";

    /// <summary>An <see cref="ObjectClassified"/> for each observation.</summary>
    public const string Single = "single";

    /// <summary><see cref="ObjectsClassified"/>, many in one message.</summary>
    public const string Bulk = "bulk";

    /// <summary>Both.</summary>
    public const string Both = "both";

    /// <summary>One of these, in any case of letters. Default single. Rejections come singly in each of them.</summary>
    public string Form { get; set; } = Single;

    /// <summary>
    /// How long a message whose events the broker refuses is tried again before it goes to the error queue, 1 s to 20 min.
    /// Default 5 min. The broker takes back what is not settled for half an hour.
    /// </summary>
    public TimeSpan RetryFor { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Whether an event that no queue takes counts as refused: it is tried again for <see cref="RetryFor"/>, and then its
    /// observation is in the error queue. Else the broker drops it, as when nobody has subscribed yet. Each exchange that is
    /// published to needs a queue then, that of the rejections too. Default false.
    /// </summary>
    public bool Mandatory { get; set; }

    /// <summary>The events of a batch.</summary>
    public IEnumerable<OutgoingEvent> Of(IReadOnlyList<Outcome> outcomes)
    {
        foreach (var outcome in outcomes)
        {
            if (outcome.Rejected is not null || !Is(Bulk))
            {
                yield return OutgoingEvent.Of(outcome);
            }
        }

        if (!Is(Single))
        {
            // A header says of a whole message that it answers re-sent observations: the others come in another.
            foreach (var alike in outcomes
                .Where(outcome => outcome.Classified is not null).GroupBy(outcome => outcome.Trace.Resent))
            {
                foreach (var some in alike.Chunk(ObjectsClassified.MostObjects))
                {
                    yield return OutgoingEvent.Of(some);
                }
            }
        }
    }

    /// <summary>Whether the form is this one.</summary>
    public bool Is(string form) => string.Equals(Form, form, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Checks the values; the message names the setting, its value and what is allowed.</summary>
internal sealed class EventsOptionsValidator : IValidateOptions<EventsOptions>
{
    private static readonly TimeSpan ShortestRetry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromMinutes(20);

    public ValidateOptionsResult Validate(string? name, EventsOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        if (!options.Is(EventsOptions.Single) && !options.Is(EventsOptions.Bulk) && !options.Is(EventsOptions.Both))
        {
            result.AddError(
                $"{EventsOptions.SectionName}__Form is '{options.Form}', allowed are {EventsOptions.Single}, "
                + $"{EventsOptions.Bulk} and {EventsOptions.Both}");
        }

        if (options.RetryFor < ShortestRetry || options.RetryFor > LongestRetry)
        {
            result.AddError(
                $"{EventsOptions.SectionName}__RetryFor is {options.RetryFor:c}, allowed are {ShortestRetry:c} to "
                + $"{LongestRetry:c}");
        }

        return result.Build();
    }
}
