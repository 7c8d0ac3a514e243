using System.CommandLine;

namespace Streaming.LoadTests.Comparing;

/// <summary><c>contender</c>: runs one of those that the worker is compared with, until it is told to stop.</summary>
internal static class ContenderCommand
{
    public const string Name = "contender";
    public const string Floor = "floor";
    public const string Endpoint = "endpoint";
    public const string Ordinary = "ordinary";
    public const string Ready = "contender is ready";

    public static Command Create()
    {
        var name = new Argument<string>("name") { Description = $"{Floor}, {Endpoint} or {Ordinary}" };
        name.AcceptOnlyFromAmong(Floor, Endpoint, Ordinary);
        var broker = new Argument<string>("broker") { Description = "amqp://user:password@host:port/vhost" };
        var command = new Command(Name, "Runs one of those that the worker is compared with; compare starts it")
        {
            name, broker,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var address = new Uri(parsed.GetRequiredValue(broker));
            try
            {
                await (parsed.GetValue(name) switch
                {
                    Floor => FloorAsync(address, cancellationToken),
                    Endpoint => EndpointAsync(address, cancellationToken),
                    _ => OrdinaryAsync(address, cancellationToken),
                });
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                // Told to stop.
            }
        });
        return command;
    }

    private static async Task FloorAsync(Uri broker, CancellationToken cancellationToken)
    {
        await using var contender = await FloorContender.StartAsync(broker, cancellationToken);
        Console.WriteLine(Ready);
        await contender.RunAsync(cancellationToken);
    }

    private static async Task EndpointAsync(Uri broker, CancellationToken cancellationToken)
    {
        var (bus, contender) = await EndpointContender.StartAsync(broker, cancellationToken);
        Console.WriteLine(Ready);
        try
        {
            await contender.RunAsync(cancellationToken);
        }
        finally
        {
            await bus.StopAsync(CancellationToken.None);
        }
    }

    private static async Task OrdinaryAsync(Uri broker, CancellationToken cancellationToken)
    {
        var bus = await OrdinaryContender.StartAsync(broker, cancellationToken);
        Console.WriteLine(Ready);
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(
            ConfigureAwaitOptions.SuppressThrowing);
        await bus.StopAsync(CancellationToken.None);
    }
}
