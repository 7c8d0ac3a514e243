namespace Streaming.Telescope.Rejected;

/// <summary><c>telescope rejected</c>: observations that the workers did not take.</summary>
internal static class RejectedCommand
{
    public static DocumentedCommand Create(Screen screen, TimeProvider time) => new("rejected", """
        Keep rejections with the bodies that were received, look at them, mend them and send them again. They are gone
        unless a queue keeps them: begin with keep.
        """,
        """
        telescope rejected keep
        telescope rejected resend --only sentinel --set redshift=null --yes
        """)
    {
        RejectedKeepCommand.Create(screen, time),
        RejectedListCommand.Create(screen, time),
        RejectedExportCommand.Create(screen, time),
        RejectedResendCommand.Create(screen, time),
    };
}
