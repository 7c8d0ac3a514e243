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
            foreach (var some in outcomes
                .Where(outcome => outcome.Classified is not null).Chunk(ObjectsClassified.MostObjects))
            {
                yield return OutgoingEvent.Of(some);
            }
        }
    }

    /// <summary>Whether the form is this one.</summary>
    public bool Is(string form) => string.Equals(Form, form, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Checks the form; the message names the setting, its value and what is allowed.</summary>
internal sealed class EventsOptionsValidator : IValidateOptions<EventsOptions>
{
    public ValidateOptionsResult Validate(string? name, EventsOptions options) =>
        options.Is(EventsOptions.Single) || options.Is(EventsOptions.Bulk) || options.Is(EventsOptions.Both)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"{EventsOptions.SectionName}__Form is '{options.Form}', allowed are {EventsOptions.Single}, "
                + $"{EventsOptions.Bulk} and {EventsOptions.Both}");
}
