using System.Text;
using RabbitMQ.Client;
using Streaming.Worker.Consuming;

namespace Streaming.LoadTests.Fuzzing.Targets;

/// <summary>A good observation under any properties and headers. An input is what random numbers they are made of.</summary>
internal sealed class HeaderTarget(GivenModel model) : MessageTarget(model)
{
    private static readonly string[] Names =
    [
        "timestamp_in_ms", "traceparent", "tracestate", "MT-Activity-Id", "MT-MessageType", "MT-Activity-Baggage",
        "x-delivery-count", "x-death", "baggage", "", "\0",
    ];

    private static readonly string[] Texts =
    [
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "00-00000000000000000000000000000000-0000000000000000-00",
        "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "00-zz", "", "gzip", "GZIP", "deflate", "identity",
        "application/json", "application/vnd.masstransit+json", "application/vnd.masstransit+json; charset=x", "text/plain",
        "a=1,b=2,=,,", "\u001b[2J", new string('a', 5_000), "\uD800",
    ];

    public override string Name => "headers";

    public override int Weight => 10;

    public override byte[] Next(Random random)
    {
        var input = new byte[random.Next(1, 64)];
        random.NextBytes(input);
        return input;
    }

    protected override IncomingMessage Message(byte[] input)
    {
        var choices = new Queue<byte>(input);
        var properties = new BasicProperties
        {
            ContentType = Text(choices),
            ContentEncoding = Text(choices),
            Timestamp = new AmqpTimestamp(Number(choices)),
            MessageId = Text(choices),
            Headers = Choose(choices) < 16 ? null : Table(choices, depth: 0),
        };
        return IncomingMessage.Of(Messages.Single[0], "observations", properties);
    }

    private static int Choose(Queue<byte> choices) => choices.TryDequeue(out var choice) ? choice : 0;

    private static Dictionary<string, object?> Table(Queue<byte> choices, int depth)
    {
        var headers = new Dictionary<string, object?>();
        for (var count = Choose(choices) % 6; count > 0; count--)
        {
            headers[Names[Choose(choices) % Names.Length]] = Value(choices, depth + 1);
        }

        return headers;
    }

    // Every type that AMQP 0-9-1 has.
    private static object? Value(Queue<byte> choices, int depth) => (Choose(choices) % 15) switch
    {
        0 => null,
        1 => Choose(choices) > 127,
        2 => (sbyte)Choose(choices),
        3 => (short)Number(choices),
        4 => (int)Number(choices),
        5 => Number(choices),
        6 => (float)Number(choices),
        7 => double.NaN,
        8 => (decimal)(int)Number(choices),
        9 => new AmqpTimestamp(Number(choices)),
        10 => new BinaryTableValue([1, 2, 3]),
        11 when depth < 3 => new List<object?> { Value(choices, depth + 1) },
        12 when depth < 3 => Table(choices, depth),
        13 => Text(choices),
        _ => Encoding.UTF8.GetBytes(Text(choices) ?? ""),
    };

    private static string? Text(Queue<byte> choices) =>
        Choose(choices) is var choice && choice < 32 ? null : Texts[choice % Texts.Length];

    private static long Number(Queue<byte> choices) => (Choose(choices) % 8) switch
    {
        0 => 0,
        1 => -1,
        2 => long.MaxValue,
        3 => long.MinValue,
        4 => 1_800_000_000,
        5 => 1_800_000_000_000,
        6 => 253_402_300_800,
        _ => Choose(choices) * 1_000_003L,
    };
}
