using System.Globalization;
using Quartz;

namespace Streaming.Trainer.Scheduling;

/// <summary>Points in time, by a cron expression and a time zone.</summary>
/// <param name="Expression">The expression, in its zone.</param>
internal sealed record CronSchedule(CronExpression Expression)
{
    private const int FieldsOfCrontab = 5;

    /// <exception cref="FormatException">It is no expression, or there is no such zone: it says which.</exception>
    public static CronSchedule Parse(string expression, string zone)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found))
        {
            throw new FormatException($"--time-zone {zone}: no such time zone; wanted is a name like Europe/Berlin");
        }

        var fields = expression.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
        try
        {
            var parsed = CronExpression.Parse(
                expression, fields == FieldsOfCrontab ? CronFormat.Unix : CronFormat.Quartz);
            return new CronSchedule(new CronExpression(parsed.CronExpressionString, found));
        }
        catch (FormatException fault)
        {
            throw new FormatException(
                $"--cron '{expression}': {fault.Message.ReplaceLineEndings(" ").TrimEnd('.')}; wanted are the five fields "
                + "of crontab, or six with the seconds first",
                fault);
        }
    }

    /// <summary>The next times after one; none when the expression lies in the past.</summary>
    public IEnumerable<DateTimeOffset> After(DateTimeOffset time)
    {
        for (var next = Expression.GetNextValidTimeAfter(time);
            next is { } at;
            next = Expression.GetNextValidTimeAfter(at))
        {
            yield return TimeZoneInfo.ConvertTime(at, Expression.TimeZone);
        }
    }

    /// <summary>Whether one of the times lies between two.</summary>
    public bool Falls(DateTimeOffset after, DateTimeOffset until) =>
        After(after).FirstOrDefault(until.AddTicks(1)) <= until;

    /// <summary>Words the next times for people.</summary>
    public string Describe(DateTimeOffset time, int count) => string.Join(", ", After(time).Take(count).Select(
        at => at.ToString("ddd yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture)));
}
