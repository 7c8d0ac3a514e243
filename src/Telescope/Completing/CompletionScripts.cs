namespace Streaming.Telescope.Completing;

/// <summary>
/// The scripts. Each hands the line up to the cursor, without the program's name, to the directive <c>[suggest]</c>,
/// which answers with a suggestion a line. Where there is none, the shell completes names of files.
/// </summary>
internal static class CompletionScripts
{
    private const string Bash = """
        # bash completion of telescope: source <(telescope completion bash)
        _telescope() {
            local line=${COMP_LINE:0:COMP_POINT} IFS=$'\n'
            line=${line#*[[:space:]]}
            COMPREPLY=($(compgen -W "$("$1" "[suggest:${#line}]" "$line" 2>/dev/null)" -- "$2"))
        }
        complete -o default -F _telescope telescope

        """;

    private const string Zsh = """
        #compdef telescope
        # zsh completion of telescope: telescope completion zsh > "${fpath[1]}/_telescope"
        _telescope() {
            local line="${(j: :)words[2,CURRENT]}"
            local -a found
            found=(${(f)"$(${words[1]} "[suggest:${#line}]" "$line" 2>/dev/null)"})
            compadd -a found || _files
        }
        compdef _telescope telescope

        """;

    private const string Fish = """
        # fish completion of telescope: telescope completion fish > ~/.config/fish/completions/telescope.fish
        function __telescope
            set -l line (string replace -r '^\S+\s' '' -- (commandline -cp))
            telescope "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
        end
        complete -c telescope -a '(__telescope)'

        """;

    public static IReadOnlyList<string> Shells { get; } = ["bash", "zsh", "fish"];

    public static string Of(string shell) => shell switch
    {
        "bash" => Bash,
        "zsh" => Zsh,
        _ => Fish,
    };
}
