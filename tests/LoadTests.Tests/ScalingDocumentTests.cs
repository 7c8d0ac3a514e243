using Streaming.Integration.Tests.Workers;
using Streaming.LoadTests.Scaling;
using Xunit;

namespace Streaming.LoadTests.Tests;

public sealed class ScalingDocumentTests
{
    private static readonly string Docs = Path.Combine(Checkout.Root, "docs");
    private static readonly ScalingFigures Figures = ScalingFigures.Read(Path.Combine(Docs, "scaling.json"));

    [Fact]
    public void The_days_follow_from_the_measured_worker_alone() =>
        Assert.Equal(DayFigures.Of(Figures.Calibration, Figures.Prices), Figures.Days);

    [Fact]
    public void The_page_says_what_the_figures_say()
    {
        var page = File.ReadAllText(Path.Combine(Docs, "scaling.md"));
        Assert.Equal(ScalingDocument.Fill(page, Figures), page);
        Assert.Contains("<!-- figures: days -->", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_predictions_follow_from_what_was_measured_before_each_replay()
    {
        Assert.NotEmpty(Figures.Replays);
        foreach (var replay in Figures.Replays)
        {
            var predicted = ReplayCurve.Of(ReplayRun.Predict(replay.Worker));
            Assert.Equal(predicted.Backlog, replay.Simulated.Backlog);
            Assert.Equal(predicted.Workers, replay.Simulated.Workers);
        }
    }

    [Fact]
    public void The_pictures_show_the_figures()
    {
        var worker = WorkerSpeed.Of([.. Figures.Calibration.Where(one => one.Cores == 1)]);
        Assert.Equal(ScalingPlot.Days(worker), File.ReadAllText(Path.Combine(Docs, "images", "scaling-days.svg")));
        Assert.Equal(
            ScalingPlot.Replays(Figures.Replays),
            File.ReadAllText(Path.Combine(Docs, "images", "scaling-replays.svg")));
    }
}
