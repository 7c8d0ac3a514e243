using Spectre.Console;
using Spectre.Console.Rendering;

namespace Streaming.Telescope;

/// <summary>A bar on stderr while a task runs. Quick work, and work whose stderr is a file, goes without.</summary>
internal static class ProgressBar
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(200);

    /// <summary>Waits for the work, and shows how far it is.</summary>
    /// <param name="title">What is being done.</param>
    /// <param name="total">How much there is to do.</param>
    /// <param name="state">How much is done, and a remark.</param>
    /// <param name="work">The work; its exception, if any, is thrown.</param>
    public static async Task ShowAsync(string title, long total, Func<(long Done, string Remark)> state, Task work)
    {
        var isQuick = await Task.WhenAny(work, Task.Delay(Patience)) == work;
        if (!isQuick && !Console.IsErrorRedirected)
        {
            var stderr = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
            await stderr.Progress()
                .Columns(
                    new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new Remark(state))
                .StartAsync(async context =>
                {
                    var bar = context.AddTask(title, maxValue: Math.Max(1, total));
                    while (!work.IsCompleted)
                    {
                        bar.Value = state().Done;
                        await Task.WhenAny(work, Task.Delay(Refresh));
                    }

                    bar.Value = state().Done;
                });
        }

        await work;
    }

    private sealed class Remark(Func<(long Done, string Remark)> state) : ProgressColumn
    {
        protected override bool NoWrap => true;

        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime)
        {
            var (done, remark) = state();
            return new Text($"{done:N0} {remark}");
        }
    }
}
