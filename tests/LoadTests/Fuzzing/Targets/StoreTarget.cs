using Streaming.Classification.Models;
using Streaming.Worker.Models;

namespace Streaming.LoadTests.Fuzzing.Targets;

/// <summary>A file of a model store that anybody may have written: it is used, or refused in one line.</summary>
internal abstract class StoreTarget(GivenModel model) : IFuzzTarget
{
    private static readonly WarmUp WarmUp = new(GivenModel.Scorer, TimeProvider.System);

    public abstract string Name { get; }

    public abstract int Weight { get; }

    public long MostBytes => 256L << 20;

    protected GivenModel Model { get; } = model;

    public abstract byte[] Next(Random random);

    public bool Try(byte[] input)
    {
        try
        {
            Use(input);
            return true;
        }
        catch (ModelException fault)
        {
            FuzzedException.RequireLine(fault.Message);
            return false;
        }
    }

    /// <summary>Puts the input into the store, and reads it.</summary>
    /// <exception cref="ModelException">It is refused.</exception>
    protected abstract void Use(byte[] input);

    /// <summary>Does what a worker does with its champion, and then classifies as the stream does.</summary>
    /// <exception cref="ModelException">It is refused.</exception>
    protected void UseModel()
    {
        var model = ModelLoader.Load(Model.Store, GivenModel.Version, compile: true);
        try
        {
            WarmUp.Run(model, rows: 50);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // The worker takes any of its faults for a refusal: it comes before the model is in use.
            throw new ModelException(fault.Message.ReplaceLineEndings(" "), fault);
        }

        var good = new Worker.Consuming.IncomingMessage(Messages.Single[0], null, "observations");
        GivenModel.Classifier(model).Classify([good, good]);
    }
}
