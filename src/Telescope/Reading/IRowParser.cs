namespace Streaming.Telescope.Reading;

/// <summary>Reads one line of a file; values that the file does not give stay null.</summary>
internal interface IRowParser
{
    ParsedRow Parse(string line);
}
