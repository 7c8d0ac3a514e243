using System.Diagnostics;
using MassTransit;
using MassTransit.Logging;
using Streaming.Contracts;

namespace Streaming.Worker.Telemetry;

/// <summary>The trace context that an observation came with, as its headers say it; empty when it came without.</summary>
/// <param name="Parent">W3C <c>traceparent</c>, <c>00-TRACE-SPAN-FLAGS</c>, or null.</param>
/// <param name="State">W3C <c>tracestate</c>, or null.</param>
internal readonly record struct ObservationTrace(string? Parent, string? State)
{
    public const string ParentHeader = "traceparent";
    public const string StateHeader = "tracestate";

    /// <summary>Where MassTransit's publishers put the context, and its subscribers look for it.</summary>
    public const string MassTransitHeader = DiagnosticHeaders.ActivityId;

    // What is longer was not written by a program of ours, and would go out with every event.
    private const int LongestMark = 64;
    private const int Length = 55;

    /// <summary>
    /// The mark of an observation that was sent again (<see cref="ObservationsTopology.ResentHeader"/>), which its event
    /// carries too; null for all others.
    /// </summary>
    public string? Resent { get; private init; }

    /// <summary>Whether the publisher records its span: the last bit of the flags, in hexadecimal.</summary>
    public bool IsSampled =>
        Parent is not null && Parent[Length - 1] is '1' or '3' or '5' or '7' or '9' or 'b' or 'd' or 'f';

    /// <summary>Takes what the headers hold, unread: most observations are not sampled, and pay for no more.</summary>
    public static ObservationTrace Of(Headers headers) => Of(
        Text(headers, ParentHeader),
        Text(headers, MassTransitHeader),
        Text(headers, StateHeader),
        Text(headers, ObservationsTopology.ResentHeader));

    /// <summary>As above, of the headers' texts, null where there is none.</summary>
    public static ObservationTrace Of(
        string? parent, string? massTransit, string? state, string? resent = null) =>
        (IsParent(parent) ? new(parent, state) : new ObservationTrace(IsParent(massTransit) ? massTransit : null, State: null))
            with
        { Resent = resent is { Length: > 0 and <= LongestMark } ? resent : null };

    /// <summary>Of no trace, and with the mark of a re-sent observation; null for none.</summary>
    public static ObservationTrace OfMark(string? resent) => new() { Resent = resent };

    /// <summary>Reads the context.</summary>
    /// <returns>False when there is none, or none that can be read.</returns>
    public bool TryRead(out ActivityContext context) =>
        // The SDK makes an activity for every remote parent, even one that it drops; for a local one it does not.
        ActivityContext.TryParse(Parent, State, isRemote: IsSampled, out context);

    /// <summary>What the event carries: the context of its span, else that of its observation, unchanged.</summary>
    public ObservationTrace ContinuedBy(Activity? span) =>
        span is null ? this : this with { Parent = span.Id, State = span.TraceStateString };

    /// <summary>The headers of a message of this trace, for subscribers of any kind and for MassTransit's.</summary>
    public IReadOnlyList<(string Name, string Value)> ToHeaders() =>
        Resent is null ? Context() : [.. Context(), (ObservationsTopology.ResentHeader, Resent)];

    private IReadOnlyList<(string Name, string Value)> Context() => (Parent, State) switch
    {
        (null, _) => [],
        (_, null) => [(ParentHeader, Parent), (MassTransitHeader, Parent)],
        _ => [(ParentHeader, Parent), (MassTransitHeader, Parent), (StateHeader, State)],
    };

    private static bool IsParent(string? text) =>
        text is { Length: >= Length } && text[2] == '-' && text[35] == '-' && text[52] == '-';

    private static string? Text(Headers headers, string name) =>
        headers.TryGetHeader(name, out var value) ? value as string : null;
}
