using Microsoft.Extensions.Time.Testing;
using Streaming.Contracts;
using Streaming.Worker.Classifying;
using Streaming.Worker.Sky;
using Xunit;

namespace Streaming.Worker.Tests.Sky;

public sealed class SkyFeedTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly SkyAudience _audience = new();
    private readonly SkyFeed _feed;

    public SkyFeedTests() => _feed = new SkyFeed(_audience, _time);

    [Fact]
    public void Counts_are_exact_whether_anybody_watches_or_not()
    {
        Note(Settled.Of(ObjectClass.Star, 1_000));
        using var watcher = _audience.Join("");
        Note(Settled.Of(ObjectClass.Qso, 700));
        Note([Settled.Rejected("a", RejectionCode.Missing, RejectionCode.Sentinel)]);

        var figures = _feed.Figures();

        Assert.Equal(1_000, figures.Classes[ObjectClass.Star]);
        Assert.Equal(0, figures.Classes[ObjectClass.Galaxy]);
        Assert.Equal(700, figures.Classes[ObjectClass.Qso]);
        Assert.Equal(1, figures.Rejected);
        Assert.Equal(1, Assert.Single(figures.Reasons).Value);
    }

    [Fact]
    public void Answers_are_counted_by_what_they_were_made_from_and_how_sure_they_are()
    {
        NoteOne(["u", "g", "r", "i", "z", "redshift"], ["STAR"], 0.5);
        NoteOne(["g", "r", "i", "redshift"], [], 0.001);
        NoteOne(["u", "g", "r", "i", "z"], ["GALAXY", "QSO"], 0.2);
        NoteOne(["g", "r", "i"], ["STAR", "GALAXY", "QSO"], 0.0099);
        NoteOne(["r", "i", "z"], ["GALAXY"], ObjectClassified.NovelBelow);
        NoteOne(["r", "i", "z"], null, null);

        Assert.Equal(
            new SkyAnswers(Spectroscopic: 2, Photometric: 4, Certain: 2, Several: 2, None: 1, Novel: 2),
            _feed.Figures().Answers);
    }

    [Fact]
    public void The_sample_is_bounded_and_says_of_how_many_it_is_one()
    {
        using var watcher = _audience.Join("");
        Note(Settled.Of(ObjectClass.Galaxy, 5_000));

        var (objects, of) = _feed.TakeSample();

        Assert.Equal(SkyFeed.SampleLimit, objects.Count);
        Assert.Equal(5_000, of);
        Assert.Equal(SkyFeed.SampleLimit, objects.Select(one => one.ObservationId).Distinct().Count());
        Assert.Equal(0, _feed.TakeSample().Of);
    }

    [Fact]
    public void The_sample_favours_neither_the_first_nor_the_last()
    {
        using var watcher = _audience.Join("");
        var early = 0;
        for (var tick = 0; tick < 200; tick++)
        {
            Note(Settled.Of(ObjectClass.Galaxy, 500));
            Note(Settled.Of(ObjectClass.Star, 500));
            early += _feed.TakeSample().Objects.Count(one => one.Class == ObjectClass.Galaxy);
        }

        // 20,000 expected, with a standard deviation of 90: ten of them leave nothing to chance.
        Assert.InRange(early, 19_100, 20_900);
    }

    [Fact]
    public void Nothing_is_sampled_while_nobody_watches()
    {
        using (_audience.Join(""))
        {
        }

        Note(Settled.Of(ObjectClass.Galaxy, 100));

        Assert.Equal(0, _feed.TakeSample().Of);
    }

    [Fact]
    public void An_unwatched_batch_takes_no_memory_by_observation()
    {
        var batch = Settled.Of(ObjectClass.Galaxy, 500);
        var answers = Answers.Of(batch);
        _feed.Note(batch, answers, TimeSpan.Zero);

        // The least of several: a collection of garbage or the compiler in between would be counted as well.
        var least = Enumerable.Range(0, 5).Min(_ =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            _feed.Note(batch, answers, TimeSpan.Zero);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        });

        // The enumeration itself, once a batch.
        Assert.InRange(least, 0, batch.Count);
    }

    [Fact]
    public void The_last_rejections_are_kept_newest_first_with_every_reason_in_words()
    {
        for (var i = 0; i < 30; i++)
        {
            Note([Settled.Rejected($"id-{i}", RejectionCode.Missing, RejectionCode.Sentinel)]);
        }

        var rejections = _feed.Figures().Rejections;

        Assert.Equal(SkyFeed.RejectionLimit, rejections.Count);
        Assert.Equal("id-29", rejections[0].ObservationId);
        Assert.Equal(["u is missing", "u is sentinel"], rejections[0].Reasons);
        Assert.Equal(30, _feed.Figures().Rejected);
    }

    [Fact]
    public void An_id_of_any_length_is_cut()
    {
        Note([Settled.Rejected(new string('x', 60_000), RejectionCode.OutOfRange)]);

        Assert.Equal(129, Assert.Single(_feed.Figures().Rejections).ObservationId!.Length);
    }

    [Fact]
    public void The_rate_is_the_mean_of_the_last_whole_seconds_and_falls_to_nothing()
    {
        for (var second = 0; second < RecentSeconds.Window; second++)
        {
            Note(Settled.Of(ObjectClass.Star, 300));
            Note(Settled.Of(ObjectClass.Star, 200));
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(500, _feed.Figures().Rate);

        _time.Advance(TimeSpan.FromSeconds(RecentSeconds.Window));
        Assert.Equal(0, _feed.Figures().Rate);
        Assert.Null(_feed.Figures().BatchTime);
    }

    [Fact]
    public void Batch_times_are_weighed_by_observations()
    {
        Note(Settled.Of(ObjectClass.Star, 980), milliseconds: 20);
        Note(Settled.Of(ObjectClass.Star, 20), milliseconds: 800);
        _time.Advance(TimeSpan.FromSeconds(1));

        var times = _feed.Figures().BatchTime!;

        Assert.InRange(times.P50, 19, 21);
        Assert.InRange(times.P99, 760, 840);
    }

    private void NoteOne(string[] inputs, string[]? candidates, double? novelty) => Note([Outcome.Of(
        Settled.Classified(ObjectClass.Star, "one") with
        {
            Inputs = inputs,
            Candidates = candidates is null ? null : new CandidateClasses { Coverage = 0.95, Classes = candidates },
            Novelty = novelty,
        },
        trace: default)]);

    private void Note(IReadOnlyList<Outcome> outcomes, int milliseconds = 20) =>
        _feed.Note(outcomes, Answers.Of(outcomes), TimeSpan.FromMilliseconds(milliseconds));
}
