using Streaming.Worker.Consuming;

namespace Streaming.LoadTests.Fuzzing.Targets;

/// <summary>Bodies of a kind, under its content type and encoding.</summary>
internal sealed class BodyTarget(
    GivenModel model,
    string name,
    int weight,
    IReadOnlyList<byte[]> corpus,
    string? contentType = null,
    string? contentEncoding = null) : MessageTarget(model)
{
    private readonly ByteMutator _bytes = new(corpus, Messages.Words);
    private readonly JsonMutator? _json = contentEncoding is null ? new([.. corpus.Where(IsJson)]) : null;

    public override string Name => name;

    public override int Weight => weight;

    public override byte[] Next(Random random) =>
        _json is not null && random.Next(2) == 0 ? _json.Next(random) : _bytes.Next(random);

    protected override IncomingMessage Message(byte[] input) => new(input, contentType, "observations")
    {
        ContentEncoding = contentEncoding,
    };

    // Python's NaN is none.
    private static bool IsJson(byte[] body) => body.AsSpan().IndexOf("NaN"u8) < 0;
}
