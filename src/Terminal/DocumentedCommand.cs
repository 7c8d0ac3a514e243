using System.CommandLine;

namespace Streaming.Terminal;

/// <summary>A command whose help ends with examples.</summary>
/// <param name="name">Its name on the command line.</param>
/// <param name="description">What it does.</param>
/// <param name="examples">Command lines, one a line.</param>
/// <param name="exitCode">An exit code of its own and what it means; null when it has none.</param>
internal sealed class DocumentedCommand(string name, string description, string examples, string? exitCode = null)
    : Command(name, description)
{
    public string Examples { get; } = examples;

    public string? OwnExitCode { get; } = exitCode;
}
