namespace Streaming.Telescope.Errors;

/// <summary><c>telescope errors</c>: what workers and the broker have set aside.</summary>
internal static class ErrorsCommand
{
    public static DocumentedCommand Create(Screen screen, TimeProvider time) => new("errors", """
        Look at the messages that a worker set aside (observations_error, observations_bulk_error) or the broker did, since
        they were delivered too often (observations_dead), send them again, or drop them. Whatever is not sent again or
        dropped stays where it is.
        """,
        """
        telescope errors list
        telescope errors resend --reason delivery_limit --yes
        """)
    {
        ErrorListCommand.Create(screen, time),
        ErrorShowCommand.Create(screen, time),
        ErrorResendCommand.Create(screen, time),
        ErrorDropCommand.Create(screen, time),
    };
}
