using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Streaming.Terminal;

/// <summary>
/// Shows how far slow work is: a bar where a person watches, a line now and then in a pipe. Quick work goes without.
/// </summary>
internal sealed class Progress
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan ShortestGap = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestGap = TimeSpan.FromMinutes(1);

    private readonly string _title;
    private readonly long? _total;
    private readonly Screen _screen;
    private readonly Func<(long Done, string Remark)> _state;
    private readonly long _start;

    // Work that goes on where it was stopped has much done at once: the rate is that since the end of the patience.
    private readonly long _before;

    private Progress(Screen screen, string title, long? total, Func<(long Done, string Remark)> state)
    {
        (_screen, _title, _total, _state) = (screen, title, total, state);
        _start = screen.Time.GetTimestamp();
        _before = state().Done;
    }

    /// <summary>Runs a step in the background and shows it.</summary>
    /// <param name="screen">Where; <see cref="Screen.Aside"/> where standard output is data.</param>
    /// <param name="title">What the step does.</param>
    /// <param name="total">How much there is to do; null when nobody knows.</param>
    /// <param name="step">The work; it is given what to call with how much is done.</param>
    public static Task<T> RunAsync<T>(Screen screen, string title, long? total, Func<Action<long>, T> step) =>
        RunAsync(screen, title, total, report => Task.Run(() => step(report)));

    /// <summary>The same for a step that waits more than it computes.</summary>
    public static async Task<T> RunAsync<T>(
        Screen screen, string title, long? total, Func<Action<long>, Task<T>> step)
    {
        var done = 0L;
        var work = step(reached => Volatile.Write(ref done, reached));
        await ShowAsync(screen, title, total, () => (Volatile.Read(ref done), ""), work);
        return await work;
    }

    /// <summary>The same for work that can be asked how much is done; it may add a remark.</summary>
    public static async Task ShowAsync(
        Screen screen, string title, long? total, Func<(long Done, string Remark)> state, Task work)
    {
        if (await Task.WhenAny(work, Task.Delay(Patience, screen.Time)) != work)
        {
            var progress = new Progress(screen, title, total, state);
            await (screen.IsLive ? progress.DrawAsync(work) : progress.TellAsync(work));
        }

        await work;
    }

    private Task DrawAsync(Task work) => _screen.Output.Progress()
        .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new Words(this))
        .StartAsync(async context =>
        {
            var bar = context.AddTask(Markup.Escape(_title), maxValue: Math.Max(1, _total ?? 1));
            bar.IsIndeterminate = _total is null;
            while (!work.IsCompleted)
            {
                bar.Value = _total is null ? 0 : _state().Done;
                await Task.WhenAny(work, Task.Delay(Refresh, _screen.Time));
            }

            bar.IsIndeterminate = false;
            bar.Value = work.IsCompletedSuccessfully ? bar.MaxValue : _state().Done;
        });

    // The longer it takes, the rarer the lines.
    private async Task TellAsync(Task work)
    {
        var gap = ShortestGap;
        var isTold = false;
        while (await Task.WhenAny(work, Task.Delay(gap, _screen.Time)) != work)
        {
            _screen.Line($"{_title}: {Text()}");
            isTold = true;
            gap = TimeSpan.FromSeconds(Math.Clamp(
                Elapsed.TotalSeconds / 10, ShortestGap.TotalSeconds, LongestGap.TotalSeconds));
        }

        if (isTold)
        {
            _screen.Line($"{_title}: {Text()}, {Span(Elapsed + Patience)} in all");
        }
    }

    private TimeSpan Elapsed => _screen.Time.GetElapsedTime(_start);

    private string Text()
    {
        var (done, remark) = _state();
        var rate = (done - _before) / Math.Max(0.001, Elapsed.TotalSeconds);
        var isGoing = rate > 0 && done < (_total ?? 0);
        string?[] parts =
        [
            _total is { } total ? $"{done:N0} of {total:N0} ({100.0 * done / Math.Max(1, total):N0} %)" : $"{done:N0}",
            rate > 0 ? $"{rate.ToString(rate < 10 ? "0.##" : "N0", CultureInfo.InvariantCulture)}/s" : null,
            isGoing ? $"{Span(TimeSpan.FromSeconds((_total!.Value - done) / rate))} left" : null,
            remark.Length > 0 ? remark : null,
        ];
        return string.Join(", ", parts.OfType<string>());
    }

    private static string Span(TimeSpan span) => span switch
    {
        { TotalMinutes: < 2 } => $"{span.TotalSeconds:0} s",
        { TotalHours: < 2 } => $"{span.TotalMinutes:0} min",
        _ => $"{span.TotalHours:0.0} h",
    };

    private sealed class Words(Progress progress) : ProgressColumn
    {
        protected override bool NoWrap => true;

        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            new Text(progress.Text());
    }
}
