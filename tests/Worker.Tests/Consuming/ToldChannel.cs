using System.Reflection;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Streaming.Worker.Tests.Consuming;

/// <summary>A channel that notes what it is told.</summary>
public class ToldChannel : DispatchProxy
{
    public List<string> Lines { get; } = [];

    public bool IsLost { get; set; }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        switch (targetMethod!.Name)
        {
            case "get_IsOpen":
                return !IsLost;
            case nameof(IChannel.BasicAckAsync) when !IsLost:
                Lines.Add(args![1] is true ? $"ack {args[0]}" : $"ack {args[0]} alone");
                return ValueTask.CompletedTask;
            case nameof(IChannel.BasicNackAsync) when !IsLost && args![1] is false && args[2] is true:
                Lines.Add($"nack {args[0]}");
                return ValueTask.CompletedTask;
            default:
                throw new AlreadyClosedException(new(ShutdownInitiator.Library, 0, targetMethod.Name));
        }
    }
}
