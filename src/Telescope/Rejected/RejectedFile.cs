using System.Text;
using RabbitMQ.Client;
using Streaming.Telescope.Kept;

namespace Streaming.Telescope.Rejected;

/// <summary>Rejections in a file, a line of JSON each. Lines that are something else are passed over.</summary>
internal static class RejectedFile
{
    private const int Round = 1_000;
    private static readonly BasicProperties None = new();

    /// <exception cref="FailureException">It cannot be read.</exception>
    public static IEnumerable<IReadOnlyList<KeptMessage>> Rounds(string path)
    {
        if (!File.Exists(path)) throw new FailureException($"--file {path}: no such file");
        return File.ReadLines(path)
            .Where(line => line.Length > 0)
            .Select((line, number) => new KeptMessage(path, (ulong)number, None, Encoding.UTF8.GetBytes(line)))
            .Chunk(Round);
    }
}
