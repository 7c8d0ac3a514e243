using Streaming.Contracts;
using Streaming.Worker.Sky;
using Xunit;

namespace Streaming.Worker.Tests.Sky;

public sealed class SkySampleTests
{
    [Fact]
    public void The_objects_in_full_tell_what_they_were_made_from_and_what_they_may_be()
    {
        var undecided = Settled.Classified(ObjectClass.Galaxy, "a") with
        {
            Inputs = ["g", "r", "i"],
            Candidates = new CandidateClasses { Coverage = 0.95, Classes = [ObjectClass.Galaxy, ObjectClass.Qso] },
            Novelty = 0.4,
        };

        var named = Assert.Single(SkySample.From([undecided], 1).Latest);

        Assert.Equal(["g", "r", "i"], named.Inputs);
        Assert.Equal([ObjectClass.Galaxy, ObjectClass.Qso], named.Candidates);
        Assert.False(named.IsNovel);
    }

    [Theory]
    [InlineData(0.0099, true)]
    [InlineData(ObjectClassified.NovelBelow, false)]
    [InlineData(null, false)]
    public void An_object_is_novel_below_the_contract_s_bound(double? novelty, bool isNovel)
    {
        var classified = Settled.Classified(ObjectClass.Star, "a") with { Novelty = novelty };

        Assert.Equal(isNovel, Assert.Single(SkySample.From([classified], 1).Latest).IsNovel);
    }

    [Fact]
    public void Unknown_candidates_are_not_none()
    {
        var classified = Settled.Classified(ObjectClass.Star, "a") with { Candidates = null };

        Assert.Null(Assert.Single(SkySample.From([classified], 1).Latest).Candidates);
    }
}
