namespace Streaming.Terminal;

/// <summary>A setting as <c>--help</c> lists it.</summary>
/// <param name="Name">Name of its environment variable.</param>
/// <param name="Default">Its default, in words when there is none.</param>
/// <param name="Description">What it does, with its range.</param>
internal sealed record Setting(string Name, string Default, string Description);
