using System.Globalization;
using Spectre.Console;

namespace Streaming.Trainer.Terminal;

/// <summary>Shows how far a long step is: a bar where a person watches, a line now and then in a pipe.</summary>
internal static class Progress
{
    private const int PlainLines = 5;

    /// <summary>Runs a step in the background and shows it.</summary>
    /// <param name="screen">Where.</param>
    /// <param name="title">What the step does.</param>
    /// <param name="total">How many parts it has.</param>
    /// <param name="time">The clock of the plain lines.</param>
    /// <param name="step">The work; it is given what to call with the number of parts done.</param>
    public static Task<T> RunAsync<T>(
        Screen screen, string title, int total, TimeProvider time, Func<Action<int>, T> step) =>
        RunAsync(screen, title, total, time, report => Task.Run(() => step(report)));

    /// <summary>The same for a step that waits more than it computes.</summary>
    public static Task<T> RunAsync<T>(
        Screen screen, string title, int total, TimeProvider time, Func<Action<int>, Task<T>> step) =>
        screen.IsLive ? LiveAsync(screen, title, total, step) : PlainAsync(screen, title, total, time, step);

    private static Task<T> LiveAsync<T>(
        Screen screen, string title, int total, Func<Action<int>, Task<T>> step) =>
        screen.Output.Progress()
            .Columns(
                new SpinnerColumn(), new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(),
                new ElapsedTimeColumn())
            .StartAsync(async context =>
            {
                var bar = context.AddTask(Markup.Escape(title), maxValue: total);
                var result = await step(done => bar.Value = done);
                bar.Value = total;
                return result;
            });

    private static async Task<T> PlainAsync<T>(
        Screen screen, string title, int total, TimeProvider time, Func<Action<int>, Task<T>> step)
    {
        var start = time.GetTimestamp();
        var shown = 0;
        screen.Line($"{title} …");
        var result = await step(Report);
        screen.Line($"{title}: done in {Seconds()} s");
        return result;

        void Report(int done)
        {
            var fifth = done * PlainLines / Math.Max(total, 1);
            if (fifth > shown && done < total)
            {
                shown = fifth;
                screen.Line($"{title}: {done} of {total}, {Seconds()} s");
            }
        }

        string Seconds() => time.GetElapsedTime(start).TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
    }
}
