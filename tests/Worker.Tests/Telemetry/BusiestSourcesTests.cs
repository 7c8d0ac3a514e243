using Streaming.Worker.Telemetry;
using Xunit;

namespace Streaming.Worker.Tests.Telemetry;

public sealed class BusiestSourcesTests
{
    private readonly BusiestSources _sources = new();

    [Fact]
    public void Who_names_no_source_is_none()
    {
        Assert.Equal("none", _sources.NameOf(null, 5));
        Assert.Equal("none", _sources.NameOf("", 5));
    }

    [Fact]
    public void Ten_are_named_and_the_rest_are_other()
    {
        var names = Enumerable.Range(0, 12).Select(i => _sources.NameOf($"source-{i}", 10)).ToList();

        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"source-{i}"), names.Take(10));
        Assert.Equal(["other", "other"], names.Skip(10));
        Assert.Equal("source-0", _sources.NameOf("source-0", 1));
    }

    [Fact]
    public void Who_sends_more_takes_the_place_of_who_sends_least()
    {
        for (var i = 0; i < BusiestSources.Named; i++)
        {
            _sources.NameOf($"source-{i}", 10 + i);
        }

        Assert.Equal("other", _sources.NameOf("new", 5));
        Assert.Equal("new", _sources.NameOf("new", 6));
        Assert.Equal("other", _sources.NameOf("source-0", 0));
        Assert.Equal("source-1", _sources.NameOf("source-1", 1));
    }

    [Fact]
    public void A_long_name_is_cut()
    {
        Assert.Equal(new string('x', 64), _sources.NameOf(new string('x', 65), 1));
        Assert.Equal(new string('x', 64), _sources.NameOf(new string('x', 5_000), 1));
    }

    [Fact]
    public void However_many_there_are_the_first_are_known_and_the_others_are_other()
    {
        var named = Enumerable.Range(0, 3_000)
            .Select(i => _sources.NameOf($"source-{i}", 1))
            .Where(name => name != BusiestSources.Other);

        Assert.Equal(BusiestSources.Named, named.Count());
        Assert.Equal("other", _sources.NameOf("source-2999", 1_000_000));
        Assert.Equal("source-999", _sources.NameOf("source-999", 1_000_000));
    }
}
