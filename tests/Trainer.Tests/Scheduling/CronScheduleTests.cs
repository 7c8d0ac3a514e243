using System.Globalization;
using Streaming.Trainer.Scheduling;

namespace Streaming.Trainer.Tests.Scheduling;

public sealed class CronScheduleTests
{
    [Theory]
    [InlineData("0 3 * * *", "Europe/Berlin", "2026-01-15T02:00Z 2026-01-16T02:00Z")]
    [InlineData("0 3 * * *", "UTC", "2026-01-15T03:00Z 2026-01-16T03:00Z")]
    [InlineData("30 4 * * 0", "UTC", "2026-01-18T04:30Z 2026-01-25T04:30Z")]
    [InlineData("0 30 4 ? * SUN", "UTC", "2026-01-18T04:30Z 2026-01-25T04:30Z")]
    [InlineData("@monthly", "UTC", "2026-02-01T00:00Z 2026-03-01T00:00Z")]
    public void Crontab_s_five_fields_and_quartz_s_six_are_read(string cron, string zone, string expected) =>
        Assert.Equal(expected, Times(cron, zone, "2026-01-15T00:00Z", 2));

    [Theory]
    [InlineData("30 2 * * *", "2026-03-28T12:00Z", "2026-03-29T01:00Z 2026-03-30T00:30Z")]
    [InlineData("30 2 * * *", "2026-10-24T12:00Z", "2026-10-25T00:30Z 2026-10-26T01:30Z")]
    public void A_time_that_the_change_of_clocks_skips_or_repeats_comes_once(string cron, string after, string expected) =>
        Assert.Equal(expected, Times(cron, "Europe/Berlin", after, 2));

    [Theory]
    [InlineData("0 25 * * *", "UTC", "--cron '0 25 * * *'")]
    [InlineData("nightly", "UTC", "five fields")]
    [InlineData("", "UTC", "five fields")]
    [InlineData("0 3 * * *", "Mars/Olympus", "--time-zone Mars/Olympus")]
    public void What_is_no_schedule_is_refused_with_its_reason(string cron, string zone, string reason)
    {
        var fault = Assert.Throws<FormatException>(() => CronSchedule.Parse(cron, zone));

        Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
    }

    [Theory]
    [InlineData("2026-01-05T12:00Z", true)]
    [InlineData("2026-01-15T02:59Z", true)]
    [InlineData("2026-01-15T03:00Z", false)]
    [InlineData("2026-01-15T09:00Z", false)]
    public void It_is_known_whether_a_time_was_missed(string lastRun, bool isMissed) => Assert.Equal(
        isMissed, CronSchedule.Parse("0 3 * * *", "UTC").Falls(Time(lastRun), Time("2026-01-15T10:00Z")));

    [Fact]
    public void The_next_times_are_told_by_the_clock_of_the_zone() => Assert.Equal(
        "Thu 2026-01-15 03:00:00 +01:00, Fri 2026-01-16 03:00:00 +01:00",
        CronSchedule.Parse("0 3 * * *", "Europe/Berlin").Describe(Time("2026-01-15T00:00Z"), 2));

    private static string Times(string cron, string zone, string after, int count) => string.Join(
        ' ',
        CronSchedule.Parse(cron, zone).After(Time(after)).Take(count)
            .Select(at => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture)));

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
