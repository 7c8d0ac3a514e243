using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Streaming.Terminal;

/// <summary>Declares parts of the broker. A user who may declare nothing finds what is there already.</summary>
internal static class Declaration
{
    /// <summary>Declares, or where that is refused, makes sure that it need not be.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="declare">Declares, on a channel of its own, since a refusal closes that.</param>
    /// <param name="find">Asks for the same without declaring it: passively, as the protocol calls it.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="OperationInterruptedException">The broker refuses, and what is to be declared is not there.</exception>
    public static async Task EnsureAsync(
        IConnection connection,
        Func<IChannel, Task> declare,
        Func<IChannel, Task> find,
        CancellationToken cancellation)
    {
        try
        {
            await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellation);
            await declare(channel);
        }
        catch (OperationInterruptedException refusal) when (Code(refusal) == Constants.AccessRefused)
        {
            if (!await IsThereAsync(connection, find, cancellation))
            {
                throw;
            }
        }
    }

    private static async Task<bool> IsThereAsync(
        IConnection connection, Func<IChannel, Task> find, CancellationToken cancellation)
    {
        try
        {
            await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellation);
            await find(channel);
            return true;
        }
        catch (OperationInterruptedException absence) when (Code(absence) == Constants.NotFound)
        {
            return false;
        }
    }

    private static int? Code(OperationInterruptedException fault) => fault.ShutdownReason?.ReplyCode;
}
