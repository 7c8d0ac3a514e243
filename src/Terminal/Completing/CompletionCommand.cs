using System.CommandLine;

namespace Streaming.Terminal.Completing;

/// <summary><c>completion</c>: writes the script by which a shell completes the program's command line.</summary>
internal static class CompletionCommand
{
    public static DocumentedCommand Create(Screen screen)
    {
        var shell = new Argument<string>("SHELL")
        {
            Description = string.Join(", ", CompletionScripts.Shells),
            CustomParser = result => BoundedOption.Word(result, CompletionScripts.Shells),
        };
        shell.CompletionSources.Add([.. CompletionScripts.Shells]);
        var name = screen.Program;
        var command = new DocumentedCommand("completion", $"""
            Write the script by which a shell completes commands, options and their values. It asks the {name} that the
            command line names: {name} must be a program on the PATH or a function of the shell, not an alias
            """,
            $$"""
            source <({{name}} completion bash)
            {{name}} completion zsh > "${fpath[1]}/_{{name}}"
            {{name}} completion fish > ~/.config/fish/completions/{{name}}.fish
            """) { shell };
        command.SetAction(parsed => screen.Writer.Write(CompletionScripts.Of(parsed.GetRequiredValue(shell), name)));
        return command;
    }
}
