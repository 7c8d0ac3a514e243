using System.CommandLine;

namespace Streaming.Telescope;

/// <summary>A command whose help ends with examples.</summary>
/// <param name="name">Its name on the command line.</param>
/// <param name="description">What it does.</param>
/// <param name="examples">Command lines, one a line.</param>
internal sealed class DocumentedCommand(string name, string description, string examples) : Command(name, description)
{
    public string Examples { get; } = examples;
}
