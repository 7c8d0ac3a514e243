using Streaming.Classification.Models;
using Streaming.Trainer.Promoting;

namespace Streaming.LoadTests.Fuzzing.Targets;

/// <summary>champion.json and an entry of the history, as worker, listings and writers read them.</summary>
internal sealed class PointerTarget : StoreTarget
{
    private readonly JsonMutator _json;
    private readonly ByteMutator _bytes;

    public PointerTarget(GivenModel model) : base(model)
    {
        var champion = model.Storage.Find(ModelStore.ChampionFile)!.Content;
        (_json, _bytes) = (new JsonMutator([champion]), new ByteMutator([champion], Messages.Words));
    }

    public override string Name => "champion pointer";

    public override int Weight => 6;

    public override byte[] Next(Random random) => random.Next(3) > 0 ? _json.Next(random) : _bytes.Next(random);

    protected override void Use(byte[] input)
    {
        Model.Storage.Put(ModelStore.ChampionFile, input);
        var champion = Model.Store.ReadChampion();
        if (champion is not null)
        {
            Model.Store.ReadManifest(champion.Version);
        }

        ListedModel.Of(Model.Store);
        Pruning.Superfluous(Model.Store, 1);
    }
}
