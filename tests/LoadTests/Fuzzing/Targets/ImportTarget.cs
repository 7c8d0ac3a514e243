using System.IO.Compression;
using System.Text;
using Streaming.Integration.Tests.Workers;
using Streaming.Terminal;
using Streaming.Trainer.Importing;

namespace Streaming.LoadTests.Fuzzing.Targets;

/// <summary>Models that others trained: in XGBoost's UBJSON and JSON, and in LightGBM's text.</summary>
internal sealed class ImportTarget : IFuzzTarget
{
    private static readonly string[] Words =
        ["[", "]", "{", "}", "[$d#L", "tree\n", "num_leaves=", "left_child=", "\n\n", "end of trees"];

    private readonly ByteMutator _mutator;

    public ImportTarget()
    {
        var fixture = Path.Combine(
            Checkout.Root, "tests", "Trainer.Tests", "Importing", "fixtures", "first-rounds.ubj.gz");
        using var file = new GZipStream(File.OpenRead(fixture), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        file.CopyTo(bytes);
        var ubjson = Source(bytes.ToArray());
        _mutator = new ByteMutator(
            [
                ubjson.Content,
                UbjsonToJson.Convert(ubjson, ubjson.Content).ToArray(),
                Encoding.ASCII.GetBytes(LightGbmText.Write(XgboostReader.Read(ubjson).Take(2))),
            ],
            [.. Words.Select(Encoding.ASCII.GetBytes)],
            longest: 256 * 1024);
    }

    public string Name => "imported model";

    public int Weight => 2;

    public long MostBytes => 256L << 20;

    public byte[] Next(Random random) => _mutator.Next(random);

    public bool Try(byte[] input)
    {
        try
        {
            var trees = input.AsSpan().StartsWith("tree"u8) ? LightGbmReader.Read(Source(input)) : XgboostReader.Read(Source(input));
            _ = trees.Fault();
            return true;
        }
        catch (FailureException fault)
        {
            FuzzedException.RequireLine(fault.Message);
            return false;
        }
    }

    private static ModelSource Source(byte[] content) => new(ImportCommand.XgboostOption, "fuzzed", content);
}
