using System.Globalization;
using Microsoft.Playwright;

namespace Streaming.Integration.Tests.Sky;

/// <summary>Clicks on the page while it shows a stream, and how long each waited for its answer.</summary>
internal sealed class Clicks
{
    // From the event's own time to the end of the frame that shows what the handlers did.
    private const string Watch =
        """
        window.answers = [];
        addEventListener("click", event => requestAnimationFrame(() => {
          const frame = new MessageChannel();
          frame.port1.onmessage = () => answers.push(performance.now() - event.timeStamp);
          frame.port2.postMessage(null);
        }), true);
        window.until = condition => new Promise(done => {
          const look = () => condition() ? done() : requestAnimationFrame(look);
          look();
        });
        window.answered = count => until(() => answers.length >= count);
        window.numberIn = id => Number(document.getElementById(id).textContent.replaceAll(",", ""));
        window.hasSettled = count => until(() => numberIn("settled") >= count);
        """;

    private static readonly string[] Targets =
        ["input[data-class=STAR]", "#theme", "input[data-class=GALAXY]", "#pause", "#pause", "input[data-class=QSO]"];

    private readonly IPage _page;
    private readonly List<double> _rates = [];

    private Clicks(IPage page) => _page = page;

    /// <summary>From click to frame, milliseconds, ascending.</summary>
    public IReadOnlyList<double> Answers { get; private set; } = [];

    public double Median => Answers[Answers.Count / 2];

    /// <summary>The rate that the page showed, after each click.</summary>
    public IReadOnlyList<double> Rates => _rates;

    /// <summary>What the page had counted at the last click.</summary>
    public int Settled { get; private set; }

    /// <summary>Clicks so often, one after the other, from when the page has counted so many observations on.</summary>
    public static async Task<Clicks> MakeAsync(IPage page, int count, int fromSettled)
    {
        var clicks = new Clicks(page);
        await page.EvaluateAsync(Watch);
        await page.EvaluateAsync("hasSettled", fromSettled);
        for (var i = 0; i < count; i++)
        {
            await page.ClickAsync(Targets[i % Targets.Length]);
            await page.EvaluateAsync("answered", i + 1);
            clicks._rates.Add(await page.EvaluateAsync<double>("numberIn('rate')"));
        }

        clicks.Settled = await page.EvaluateAsync<int>("numberIn('settled')");
        clicks.Answers = [.. (await page.EvaluateAsync<double[]>("answers")).Order()];
        return clicks;
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"""
         {Answers.Count} clicks: median {Median:F0} ms, largest {Answers[^1]:F0} ms;
         settled a second meanwhile: {_rates.Min():F0} to {_rates.Max():F0}
         """);
}
