using System.Text.Json;
using Streaming.Diagnosis.Broker;
using Streaming.Diagnosis.Queues;
using Streaming.Diagnosis.Workers;
using Xunit;

namespace Streaming.Diagnosis.Tests;

public sealed class ChecksTests
{
    public static TheoryData<int> Cases { get; } = [.. Enumerable.Range(0, Broken.All.Count)];

    [Fact]
    public void Nothing_is_found_where_all_is_well() =>
        Assert.All(Checks.Run(Healthy.Picture), found => Assert.Equal(Verdict.Ok, found.Finding.Verdict));

    [Theory]
    [MemberData(nameof(Cases))]
    public void What_is_broken_is_told_by_its_own_check_with_why_and_remedy(int number)
    {
        var broken = Broken.All[number];
        var found = Checks.Run(broken.Picture)
            .Select(one => one.Finding)
            .Where(finding => finding.Verdict != Verdict.Ok)
            // Of what is broken others cannot be asked; they say no more than that.
            .Where(finding => finding.Verdict != Verdict.NotAsked || finding.Code == broken.Code)
            .ToList();

        Assert.NotEmpty(found);
        Assert.All(found, finding =>
            Assert.Equal((broken.Code, broken.Verdict), (finding.Code, finding.Verdict)));
        Assert.Contains(found, finding => finding.Text.Contains(broken.Words, StringComparison.Ordinal));
        Assert.All(found, finding => Assert.True(
            finding.Verdict == Verdict.NotAsked || (finding.Why is not null && finding.Remedy is not null)));
    }

    [Fact]
    public void Every_check_is_broken_by_a_case()
    {
        var tried = Broken.All.Where(one => one.Verdict != Verdict.NotAsked).Select(one => one.Code).ToHashSet();

        Assert.Empty(Checks.All.Select(check => check.Code).Except(tried)
            // Tried below: without a connection nothing else can be asked; and one that only says that it does not answer.
            .Except([ReachedCheck.Code, ManagementCheck.Code]));
    }

    [Fact]
    public void Codes_are_unique() =>
        Assert.Equal(Checks.All.Count, Checks.All.Select(check => check.Code).Distinct().Count());

    [Fact]
    public void Of_a_broker_that_is_not_reached_nothing_more_is_claimed()
    {
        var found = Checks.Run(Healthy.Picture.With(broker => broker with
        {
            Fault = "no connection to the broker at broker.example:5671: connection refused",
            Version = null,
            ManagementFault = "connection refused",
            Nodes = null,
            Policies = null,
            Permissions = null,
            Queues = [],
        })).Select(one => one.Finding).ToList();

        Assert.Equal(ReachedCheck.Code, Assert.Single(found, finding => finding.Verdict == Verdict.Wrong).Code);
        Assert.DoesNotContain(found, finding => finding.Verdict == Verdict.Warning);
        Assert.Contains(found, finding => finding is { Code: QueueTypeCheck.Code, Verdict: Verdict.NotAsked });
    }

    [Fact]
    public void Without_worker_and_store_these_are_not_asked_and_nothing_is_wrong()
    {
        var found = Checks.Run(Healthy.Picture with
        {
            Workers = [new WorkerPicture(WorkerInquiry.Usual) { Fault = "connection refused" }],
            Store = null,
        });

        Assert.DoesNotContain(found, one => one.Finding.Verdict > Verdict.NotAsked);
        Assert.All(found.Where(one => one.Group is Group.Workers or Group.Store), one =>
            Assert.Equal(Verdict.NotAsked, one.Finding.Verdict));
    }

    [Fact]
    public void Of_the_users_that_deploy_has_the_worker_alone_may_do_what_a_worker_does()
    {
        using var users = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "users.json")));

        var able = users.RootElement.GetProperty("permissions").EnumerateArray().Where(user =>
        {
            var may = new PermissionPicture(Right(user, "configure"), Right(user, "write"), Right(user, "read"));
            var picture = Healthy.Picture.With(broker => broker with { Permissions = may });
            return PermissionsCheck.Of(picture).Single().Verdict == Verdict.Ok;
        });

        Assert.Equal("worker", Right(Assert.Single(able), "user"));

        static string Right(JsonElement user, string name) => user.GetProperty(name).GetString()!;
    }

    [Fact]
    public void Every_check_has_its_place_on_the_page()
    {
        var page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "diagnose.md"));

        Assert.All(
            Checks.All.Select(check => check.Code),
            code => Assert.Contains($"| `{code}` |", page, StringComparison.Ordinal));
    }
}
