using System.CommandLine;
using Streaming.Classification.Models;
using Streaming.Classification.Scoring;

namespace Streaming.Trainer.Promoting;

/// <summary><c>--model</c>: a version, or the champion.</summary>
internal sealed class ModelOption
{
    private const string Champion = "champion";

    private readonly Option<string> _option = new("--model")
    {
        Description = "A version, or 'champion'",
        HelpName = "VERSION",
        DefaultValueFactory = _ => Champion,
    };

    public ModelOption(Command command) => command.Options.Add(_option);

    /// <exception cref="FailureException">The store has no champion.</exception>
    /// <exception cref="ModelException">The model cannot be used.</exception>
    public ModelSnapshot Load(ParseResult parsed, ModelStore store)
    {
        var model = parsed.GetRequiredValue(_option);
        return ModelLoader.Load(
            store,
            model != Champion
                ? model
                : store.ReadChampion()?.Version
                    ?? throw new FailureException($"--model {Champion}: the store {store.Path} has no champion"));
    }
}
