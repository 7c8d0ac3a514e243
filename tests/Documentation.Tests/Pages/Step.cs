namespace Streaming.Documentation.Tests.Pages;

/// <summary>A thing that a reader does at a line of a page, from 1.</summary>
internal abstract record Step(int Line);

/// <summary>Commands that are run to their end and succeed.</summary>
internal sealed record Run(int Line, string Commands) : Step(Line);

/// <summary>
/// Commands that go on while the reader does the rest of the page. They are ready when an address answers or a text
/// stands in their output, and Ctrl-C ends them when another text does; an empty one is not waited for.
/// </summary>
internal sealed record RunInBackground(int Line, string Commands, string Ready, string Until) : Step(Line);

/// <summary>Ctrl-C for all that runs in the background.</summary>
internal sealed record EndBackground(int Line) : Step(Line);

/// <summary>Commands that need what a test does not have.</summary>
internal sealed record NotRun(int Line, string Needs) : Step(Line);
