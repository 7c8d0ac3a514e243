using System.Text;

namespace Streaming.LoadTests.Fuzzing.Targets;

/// <summary>A reader of one body of JSON.</summary>
/// <param name="name">Its name.</param>
/// <param name="corpus">Good bodies.</param>
/// <param name="read">Reads; returns whether it took the body.</param>
internal sealed class ReaderTarget(string name, IReadOnlyList<string> corpus, Func<byte[], bool> read) : IFuzzTarget
{
    private readonly ByteMutator _bytes = new([.. corpus.Select(Encoding.UTF8.GetBytes)], Messages.Words);
    private readonly JsonMutator _json = new([.. corpus.Select(Encoding.UTF8.GetBytes)]);

    public string Name => name;

    public int Weight => 8;

    public long MostBytes => 32L << 20;

    public byte[] Next(Random random) => random.Next(2) == 0 ? _json.Next(random) : _bytes.Next(random);

    public bool Try(byte[] input) => read(input);
}
