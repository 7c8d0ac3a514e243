using System.Security.Authentication;
using RabbitMQ.Client.Exceptions;

namespace Streaming.Terminal;

/// <summary>Says in one line, with the remedy, why a broker cannot be reached.</summary>
internal static class BrokerFault
{
    public static string Reason(Exception fault)
    {
        var root = Root(fault);
        return (root switch
        {
            AuthenticationFailureException => "it refuses the user name or the password",
            // Our own words (CertificateCheck) are the cause already.
            AuthenticationException { InnerException: null } => root.Message,
            AuthenticationException => $"TLS failed: {root.Message}; amqps:// needs a port where the broker speaks TLS",
            OperationInterruptedException interrupted => interrupted.ShutdownReason?.ReplyText ?? root.Message,
            _ => root.Message,
        }).ReplaceLineEndings(" ");
    }

    // Of several addresses of a host the first fault stands for all.
    private static Exception Root(Exception fault) => fault switch
    {
        AggregateException { InnerExceptions: [var first, ..] } => Root(first),
        AuthenticationFailureException or AuthenticationException => fault,
        { InnerException: { } inner } => Root(inner),
        _ => fault,
    };
}
