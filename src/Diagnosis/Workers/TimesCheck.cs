using Streaming.Diagnosis.Queues;

namespace Streaming.Diagnosis.Workers;

/// <summary>
/// Whether each time limit ends before the one around it: a batch, the stop of what was taken, of the bus, of the process,
/// the grace period, and the broker's patience with a consumer.
/// </summary>
internal static class TimesCheck
{
    public const string Code = "times";

    // RabbitMQ's own consumer_timeout, which it tells nobody; a policy or an argument may set another.
    private static readonly TimeSpan UsualConsumerTimeout = TimeSpan.FromMinutes(30);

    public static IEnumerable<Finding> Of(Picture picture)
    {
        var consumer = picture.Broker?.Observations()
            .Select(queue => new QueueRules(queue).ConsumerTimeout)
            .OfType<TimeSpan>()
            .DefaultIfEmpty(UsualConsumerTimeout)
            .Min() ?? UsualConsumerTimeout;
        var findings = picture.Settings.Select(one => Of(one.Worker, one.Settings, picture.GracePeriod, consumer));
        return picture.GracePeriod is null
            ? findings.Append(Finding.NotAsked(
                Code, "the grace period is not known", "--grace-period 30s: from SIGTERM to SIGKILL"))
            : findings;
    }

    private static Finding Of(WorkerPicture worker, WorkerSettings settings, TimeSpan? grace, TimeSpan consumer)
    {
        (string Name, TimeSpan? Time)[] all =
        [
            ("a batch fills", settings.Batching.TimeLimit),
            ("what was taken is settled", settings.Stopping.Deliveries),
            ("the bus stops", settings.Stopping.Bus),
            ("the process ends", settings.Stopping.Host),
            ("grace period", grace),
            ("consumer timeout", consumer),
        ];
        var times = all.Where(one => one.Time is not null).ToList();
        var late = times.Zip(times.Skip(1)).FirstOrDefault(pair => pair.First.Time >= pair.Second.Time);
        return late.First.Name is null
            ? Finding.Ok(Code, $"{worker.Name}: {string.Join(" < ", times.Select(one => Seconds(one.Time)))}")
            : Finding.Wrong(
                Code,
                $"{worker.Name}: {late.First.Name} within {Seconds(late.First.Time)}, but {late.Second.Name} within "
                + $"{Seconds(late.Second.Time)}",
                "the outer limit cuts off the inner one: what was classified is not acknowledged, and comes again",
                late.Second.Name switch
                {
                    "grace period" => "raise terminationGracePeriodSeconds (Kubernetes) or stop_grace_period (Compose)",
                    "consumer timeout" => "raise consumer-timeout in the policy, or consumer_timeout in rabbitmq.conf",
                    _ => "lower Batching__TimeLimit",
                });
    }

    private static string Seconds(TimeSpan? time) => FormattableString.Invariant($"{time!.Value.TotalSeconds:0.###} s");
}
