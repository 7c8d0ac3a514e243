using System.Text.Json;
using Streaming.Diagnosis;
using Streaming.Telescope.Diagnosing;
using Xunit;

namespace Streaming.Telescope.Tests.Diagnosing;

public sealed class DoctorReportTests
{
    private static readonly (Group Group, Finding Finding)[] Findings =
    [
        (Group.Broker, Finding.Ok("broker_reached", "localhost:5672")),
        (Group.Broker, Finding.NotAsked("memory", "the management interface does not answer")),
        (Group.Broker, Finding.NotAsked("disk", "the management interface does not answer")),
        (Group.Queues, Finding.Ok("delivery_limit", "observations_bulk: 1000")),
        (Group.Queues, Finding.Wrong("delivery_limit", "observations: 5", "they are dropped", "rabbitmqctl set_policy [x]")),
        (Group.Queues, Finding.Ok("delivery_limit", "labels: 1000")),
        (Group.Store, Finding.Warning("store_disk", "1 MB free", "no room", "trainer prune")),
    ];

    [Fact]
    public void A_line_a_check_with_why_and_remedy_beneath_what_is_not_well()
    {
        var output = new StringWriter();

        new DoctorReport(Screen.OfText("telescope", output, TextWriter.Null)).Write(Findings);

        Assert.Equal(
            """
            Broker
              ok         broker_reached        localhost:5672
              not asked  memory, disk          the management interface does not answer

            Queues
              wrong      delivery_limit        observations: 5
                         why  they are dropped
                         do   rabbitmqctl set_policy [x]
              ok         delivery_limit        observations_bulk: 1000; labels: 1000

            Store
              warning    store_disk            1 MB free
                         why  no room
                         do   trainer prune

            1 wrong, 1 warning, 2 not asked, 3 ok

            """,
            output.ToString());
    }

    [Fact]
    public void Scripts_get_every_finding_with_its_verdict()
    {
        var document = JsonDocument.Parse(DoctorJson.Write(Findings)).RootElement;

        Assert.Equal(
            (1, 1, 2, 3),
            (document.GetProperty("wrong").GetInt32(),
                document.GetProperty("warnings").GetInt32(),
                document.GetProperty("notAsked").GetInt32(),
                document.GetProperty("ok").GetInt32()));
        var finding = document.GetProperty("findings")[4];
        Assert.Equal(
            ("queues", "delivery_limit", "wrong", "rabbitmqctl set_policy [x]"),
            (finding.GetProperty("group").GetString(),
                finding.GetProperty("code").GetString(),
                finding.GetProperty("verdict").GetString(),
                finding.GetProperty("remedy").GetString()));
        Assert.Equal("not_asked", document.GetProperty("findings")[1].GetProperty("verdict").GetString());
        Assert.False(document.GetProperty("findings")[0].TryGetProperty("why", out _));
    }
}
