namespace Streaming.Terminal.Completing;

/// <summary>
/// The scripts. Each hands the line up to the cursor, without the program's name, to the directive <c>[suggest]</c>,
/// which answers with a suggestion a line. Where there is none, the shell completes names of files.
/// </summary>
internal static class CompletionScripts
{
    private const string Bash = """
        # bash completion of PROGRAM: source <(PROGRAM completion bash)
        _PROGRAM() {
            local line=${COMP_LINE:0:COMP_POINT} IFS=$'\n'
            line=${line#*[[:space:]]}
            COMPREPLY=($(compgen -W "$("$1" "[suggest:${#line}]" "$line" 2>/dev/null)" -- "$2"))
        }
        complete -o default -F _PROGRAM PROGRAM

        """;

    private const string Zsh = """
        #compdef PROGRAM
        # zsh completion of PROGRAM: PROGRAM completion zsh > "${fpath[1]}/_PROGRAM"
        _PROGRAM() {
            local line="${(j: :)words[2,CURRENT]}"
            local -a found
            found=(${(f)"$(${words[1]} "[suggest:${#line}]" "$line" 2>/dev/null)"})
            compadd -a found || _files
        }
        compdef _PROGRAM PROGRAM

        """;

    private const string Fish = """
        # fish completion of PROGRAM: PROGRAM completion fish > ~/.config/fish/completions/PROGRAM.fish
        function __PROGRAM
            set -l line (string replace -r '^\S+\s' '' -- (commandline -cp))
            PROGRAM "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
        end
        complete -c PROGRAM -a '(__PROGRAM)'

        """;

    public static IReadOnlyList<string> Shells { get; } = ["bash", "zsh", "fish"];

    /// <summary>The script of a shell for a program.</summary>
    public static string Of(string shell, string program) => (shell switch
    {
        "bash" => Bash,
        "zsh" => Zsh,
        _ => Fish,
    }).Replace("PROGRAM", program, StringComparison.Ordinal);
}
