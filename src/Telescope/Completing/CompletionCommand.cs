using System.CommandLine;

namespace Streaming.Telescope.Completing;

/// <summary><c>telescope completion</c>: writes the script by which a shell completes the command line.</summary>
internal static class CompletionCommand
{
    public static DocumentedCommand Create()
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh or fish" };
        shell.AcceptOnlyFromAmong([.. CompletionScripts.Shells]);
        var command = new DocumentedCommand("completion", """
            Write the script by which a shell completes commands, options and their values. It asks the telescope that
            the command line names: telescope must be a program on the PATH or a function of the shell, not an alias.
            """,
            """
            source <(telescope completion bash)
            telescope completion zsh > "${fpath[1]}/_telescope"
            telescope completion fish > ~/.config/fish/completions/telescope.fish
            """) { shell };
        command.SetAction(parsed =>
            parsed.InvocationConfiguration.Output.Write(CompletionScripts.Of(parsed.GetRequiredValue(shell))));
        return command;
    }
}
