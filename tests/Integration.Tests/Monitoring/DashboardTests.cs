using System.Text.Json.Nodes;
using Xunit;

namespace Streaming.Integration.Tests.Monitoring;

/// <summary>What can be said of a dashboard without looking at it.</summary>
public sealed class DashboardTests
{
    private const int Columns = 24;

    public static TheoryData<string> Names => [.. Dashboard.All().Select(dashboard => dashboard.Name)];

    [Fact]
    public void There_are_three_and_each_is_found_by_a_name_of_its_own()
    {
        Assert.Equal(["model", "stream", "workers"], Names.Select(row => row.Data));
        Assert.Equal(
            ["streaming-model", "streaming-stream", "streaming-workers"],
            Dashboard.All().Select(dashboard => $"{dashboard.Root["uid"]}"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void No_panel_overlaps_another_or_leaves_the_page(string name)
    {
        var panels = Named(name).Panels;
        Assert.Equal(panels.Count, panels.Select(panel => (int)panel["id"]!).Distinct().Count());
        for (var i = 0; i < panels.Count; i++)
        {
            var (x, y, width, height) = Place(panels[i]);
            Assert.True(x >= 0 && width > 0 && x + width <= Columns, $"{panels[i]["title"]} leaves the page");
            foreach (var other in panels.Skip(i + 1))
            {
                var (left, top, wide, high) = Place(other);
                var isApart = x + width <= left || left + wide <= x || y + height <= top || top + high <= y;
                Assert.True(isApart, $"{panels[i]["title"]} overlaps {other["title"]}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_panel_says_which_question_it_answers_and_in_which_unit(string name) => Assert.All(
        Named(name).Panels.Where(panel => $"{panel["type"]}" != "row"),
        panel =>
        {
            Assert.Contains("?", $"{panel["description"]}", StringComparison.Ordinal);
            Assert.True(
                panel["targets"] is null
                || $"{panel["type"]}" is "table"
                || panel["fieldConfig"]!["defaults"]!["unit"] is not null
                || panel["options"]!["yAxis"]?["unit"] is not null,
                $"{panel["title"]} has no unit");
        });

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_query_goes_to_the_chosen_data_source(string name)
    {
        var dashboard = Named(name);
        Assert.Equal(["datasource", "instance"], dashboard.Variables.Select(variable => $"{variable["name"]}"));
        Assert.All(
            dashboard.Panels.SelectMany(panel => Dashboard.Objects(panel["targets"])),
            target => Assert.Equal("${datasource}", $"{target["datasource"]!["uid"]}"));
    }

    [Fact]
    public void Latencies_have_exemplars() => Assert.Contains(
        Named("stream").Panels.SelectMany(panel => Dashboard.Objects(panel["targets"])),
        target => $"{target["expr"]}".Contains("streaming_end_to_end_duration_seconds_bucket", StringComparison.Ordinal)
            && target["exemplar"]?.GetValue<bool>() == true);

    private static Dashboard Named(string name) => Dashboard.All().Single(dashboard => dashboard.Name == name);

    private static (int X, int Y, int Width, int Height) Place(JsonObject panel)
    {
        var place = panel["gridPos"]!;
        return ((int)place["x"]!, (int)place["y"]!, (int)place["w"]!, (int)place["h"]!);
    }
}
