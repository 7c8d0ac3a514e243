using Streaming.Classification.Models;

namespace Streaming.LoadTests.Fuzzing.Targets;

/// <summary>Manifests.</summary>
internal sealed class ManifestTarget(GivenModel model) : StoreTarget(model)
{
    private readonly JsonMutator _json = new([model.Manifest]);
    private readonly ByteMutator _bytes = new([model.Manifest], Messages.Words, longest: 1 << 20);

    public override string Name => "manifest";

    public override int Weight => 2;

    // Most changes of bytes end at the JSON; those of values go deep.
    public override byte[] Next(Random random) => random.Next(4) > 0 ? _json.Next(random) : _bytes.Next(random);

    protected override void Use(byte[] input)
    {
        Model.Storage.Put($"{GivenModel.Version}/{ModelStore.ManifestFile}", input);
        UseModel();
    }
}
