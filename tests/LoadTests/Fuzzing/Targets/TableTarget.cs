using Streaming.Catalogues;
using Streaming.Catalogues.Observations;
using Streaming.Integration.Tests.Processes;

namespace Streaming.LoadTests.Fuzzing.Targets;

/// <summary>A table of one format: its rows are read, or it is refused in one line.</summary>
/// <param name="name">The format.</param>
/// <param name="weight">Its part of all inputs.</param>
/// <param name="corpus">Good tables.</param>
internal sealed class TableTarget(string name, int weight, IReadOnlyList<byte[]> corpus) : IFuzzTarget
{
    private const int MostRows = 2_000_000;

    private static readonly CatalogueRequest Request = new() { Class = ClassUse.Optional, Measurements = null };

    private readonly TemporaryFolder _folder = new();
    private readonly ByteMutator _mutator = new(corpus, Tables.Words);

    public string Name => name;

    public int Weight => weight;

    public long MostBytes => 192L << 20;

    public byte[] Next(Random random) => _mutator.Next(random);

    public void Dispose() => _folder.Dispose();

    public bool Try(byte[] input)
    {
        var path = _folder.Combine("table");
        File.WriteAllBytes(path, input);
        try
        {
            using var catalogue = Catalogue.Open(path, Request, null);
            var rows = 0L;
            foreach (var block in catalogue.Blocks(CancellationToken.None))
            {
                rows += block.Rows;
                FuzzedException.Require(rows <= MostRows, "rows without end");
                foreach (var (row, role) in block.Wrong)
                {
                    _ = block.TextOf(row, role);
                }

                for (var row = 0; row < block.Rows; row++)
                {
                    _ = block.ClassOf(row);
                    _ = block.ObservationId(row);
                }
            }

            return true;
        }
        catch (CatalogueException fault)
        {
            FuzzedException.RequireLine(fault.Message);
            return false;
        }
    }
}
