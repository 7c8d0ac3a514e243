using System.Text;
using Streaming.Classification.Models;
using Streaming.Classification.Observations;
using Streaming.Classification.Scoring;

namespace Streaming.Trainer.Tests.Importing;

/// <summary>Runs <c>trainer import</c> into a store of its own.</summary>
internal sealed class ImportStage : IDisposable
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public TemporaryFolder Folder { get; } = new();

    public string Output => _output.ToString();

    public ModelStore Store => new(Folder.File("store"));

    public void Dispose()
    {
        Folder.Dispose();
        _output.Dispose();
        _error.Dispose();
    }

    public Task<int> InvokeAsync(params string[] arguments) => Program.RunAsync(
        ["import", .. arguments, "--store", Store.Path], Screen.OfText("trainer", _output, _error), TimeProvider.System);

    public Task<int> RunAsync(string option, byte[] model, params string[] more)
    {
        File.WriteAllBytes(Folder.File("model"), model);
        return InvokeAsync([option, Folder.File("model"), "--classes", "GALAXY,STAR,QSO", .. more]);
    }

    /// <summary>Imports a model and loads it as a worker would.</summary>
    public Task<ModelSnapshot> ImportAsync(string option, string model, params string[] more) =>
        ImportAsync(option, Encoding.UTF8.GetBytes(model), more);

    /// <summary>Imports a model and loads it as a worker would.</summary>
    public async Task<ModelSnapshot> ImportAsync(string option, byte[] model, params string[] more)
    {
        var exit = await RunAsync(option, model, more);
        Assert.True(exit == 0, _error.ToString());
        Assert.Empty(_error.ToString());
        return ModelLoader.Load(Store, Store.Versions()[^1]);
    }

    /// <summary>Imports what must be refused.</summary>
    /// <returns>The one line that says why.</returns>
    public Task<string> RefusalAsync(string option, string model, params string[] more) =>
        RefusalAsync(option, Encoding.UTF8.GetBytes(model), more);

    /// <summary>Imports what must be refused.</summary>
    /// <returns>The one line that says why.</returns>
    public async Task<string> RefusalAsync(string option, byte[] model, params string[] more)
    {
        Assert.Equal(ExitCode.Failure, await RunAsync(option, model, more));
        return Refusal();
    }

    /// <summary>The one line on standard error; nothing has come into the store.</summary>
    public string Refusal()
    {
        Assert.Empty(Store.Versions());
        var line = Assert.Single(_error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("trainer: ", line, StringComparison.Ordinal);
        return line;
    }

    public static double LargestDifference(
        ModelSnapshot snapshot, IReadOnlyList<(Observation Observation, double[] Probabilities)> rows) =>
        snapshot.Probabilities([.. rows.Select(row => row.Observation)])
            .Zip(rows, (ours, row) => ours!.Zip(row.Probabilities).Max(pair => Math.Abs(pair.First - pair.Second)))
            .Max();
}
