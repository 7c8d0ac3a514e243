namespace Streaming.Diagnosis.Workers;

/// <summary>Whether workers take from the broker that is asked.</summary>
internal static class WorkerBrokerCheck
{
    public const string Code = "worker_broker";

    public static IEnumerable<Finding> Of(Picture picture) => picture.Settings.Select(one =>
        one.Settings.Broker switch
        {
            null => Finding.Warning(
                Code,
                $"{one.Worker.Name}: runs in memory, without a broker",
                "it takes nothing from any queue",
                "ConnectionStrings__RabbitMq=amqp://user:password@host:port/vhost"),
            var broker when picture.Broker is { } asked && asked.VirtualHost != broker.VirtualHost => Finding.Wrong(
                Code,
                $"{one.Worker.Name}: is on virtual host {broker.VirtualHost}, asked is {asked.VirtualHost}",
                "it takes nothing of what is published here",
                "name the same virtual host in ConnectionStrings__RabbitMq of the worker and in --broker"),
            // The name of the host may differ and mean the same.
            var broker => Finding.Ok(
                Code, $"{one.Worker.Name}: {broker.Host}:{broker.Port}, virtual host {broker.VirtualHost}"),
        });
}
