using Streaming.Contracts;
using Streaming.Telescope.Kept;

namespace Streaming.Telescope.Rejected;

/// <summary>What a resend of rejections tells: some changes, and what cannot be sent.</summary>
internal sealed class ResendReport(Mending mending)
{
    private const int Shown = 3;

    private readonly List<string> _examples = [];
    private readonly SortedDictionary<string, long> _not = new(StringComparer.Ordinal);
    private long _sendable;
    private long _answered;

    public void Add(ObservationRejected rejected, Mended mended)
    {
        if (mended.WhyNot is { } why)
        {
            _not[why] = _not.GetValueOrDefault(why) + 1;
            return;
        }

        _sendable++;
        if (rejected.Reasons.All(mending.Answers)) _answered++;
        if (_examples.Count < Shown && mended.Changes.Count > 0) _examples.Add(Example(rejected, mended));
    }

    /// <summary>Tells it.</summary>
    /// <param name="screen">Where.</param>
    /// <param name="sent">How many were sent; null where nothing was to be.</param>
    public void Show(Screen screen, int? sent)
    {
        foreach (var (why, count) in _not) screen.Complain($"{count:N0} cannot be sent: {why}");
        if (sent is not null)
        {
            screen.Raw($"sent {sent:N0} observations again");
            return;
        }

        foreach (var example in _examples) screen.Raw(example);
        screen.Raw($"{_sendable:N0} observations would be sent again; nothing was sent, --yes does it");
        if (_sendable > 0)
            screen.Raw($"of these, --set changes every field that was at fault in {_answered:N0}, not in "
                + $"{_sendable - _answered:N0}; the worker decides");
    }

    private static string Example(ObservationRejected rejected, Mended mended) =>
        $"{SafeText.Line(rejected.ObservationId ?? "an observation without an id")}: "
        + string.Join(", ", mended.Changes.Select(change =>
            $"{change.Field} {SafeText.Line(change.Before ?? "absent")} → {SafeText.Line(change.After)}"));
}
