using Streaming.Classification.Models;
using Streaming.Trainer.Promoting;
using Streaming.Trainer.Tests.Importing;

namespace Streaming.Trainer.Tests.Data;

/// <summary>
/// Of any table every command makes what it is to make, or says in one line why it cannot: never an exception that
/// nobody thought of.
/// </summary>
public sealed class OddTablesTests(OddTablesTests.TrainedStore trained)
    : IClassFixture<OddTablesTests.TrainedStore>, IDisposable
{
    private static readonly string[] Fast = ["--iterations", "3", "--learning-rate", "0.3", "--min-rows-per-leaf", "5"];

    // Five kinds of model, five times each: what is odd in these tables it does not look at, or in others too.
    private static readonly string[] SlowToCompare = ["no position", "negative redshift"];

    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public static TheoryData<string, string> Product
    {
        get
        {
            string[] commands =
            [
                "explore", "train", "cross-validate", "evaluate", "compare", "tune", "priors", "promote", "import",
                "run-once",
            ];
            var product = new TheoryData<string, string>();
            foreach (var command in commands)
            {
                foreach (var table in OddTables.Names.Except(command == "compare" ? SlowToCompare : []))
                {
                    product.Add(command, table);
                }
            }

            return product;
        }
    }

    public void Dispose()
    {
        _folder.Dispose();
        _output.Dispose();
        _error.Dispose();
    }

    [Theory]
    [MemberData(nameof(Product))]
    public async Task Every_command_makes_something_of_every_table_or_says_why_not(string command, string table)
    {
        var data = _folder.Write("odd.csv", OddTables.Text(table));
        CopyStore();

        var exit = await Program.RunAsync(
            [.. Arguments(command), "--data", data], Screen.OfText("trainer", _output, _error), TimeProvider.System);

        var lines = _error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.DoesNotContain("unexpected", _error.ToString(), StringComparison.Ordinal);
        Assert.Contains(exit, new[] { ExitCode.Success, ExitCode.Failure, ExitCode.Usage, Verdict.RefusedExitCode });
        Assert.Equal(exit is ExitCode.Failure or ExitCode.Usage ? 1 : 0, lines.Length);
        if (exit == ExitCode.Success)
        {
            Assert.NotEmpty(_output.ToString());
        }
    }

    private string[] Arguments(string command) => command switch
    {
        "explore" => [command, "--out", _folder.File("report")],
        "train" => [command, .. Fast, "--input-sets", "g-r-i", "--store", Store],
        "cross-validate" => [command, .. Fast, "--out", _folder.File("folds.csv")],
        "compare" => [command, .. Fast, "--out", _folder.File("comparison")],
        "tune" => [command, "--trials", "1", "--out", _folder.File("tuning.json")],
        "promote" => [command, trained.Challenger, "--store", Store],
        "import" =>
        [
            command, "--lightgbm", trained.Foreign, "--classes", "GALAXY,STAR,QSO", "--store", Store,
        ],
        "run-once" =>
        [
            command, .. Fast, "--input-sets", "u-g-r-i-z-redshift", "--store", Store,
            "--labels", _folder.File("labels.db"), "--min-new-labels", "0",
        ],
        _ => [command, "--store", Store],
    };

    private string Store => _folder.File("store");

    private void CopyStore()
    {
        foreach (var file in Directory.EnumerateFiles(trained.Store, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(Store, Path.GetRelativePath(trained.Store, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    /// <summary>A store with a champion and a model that may challenge it, and a model to import.</summary>
    public sealed class TrainedStore : IAsyncLifetime
    {
        private readonly TemporaryFolder _folder = new();

        public string Store => _folder.File("store");

        public string Challenger { get; private set; } = "";

        public string Foreign => _folder.File("model.txt");

        public async ValueTask InitializeAsync()
        {
            using (var foreign = LightGbmFixture.Train(LightGbmFixture.Multiclass, rounds: 3))
            {
                File.WriteAllText(Foreign, foreign.Text());
            }

            var data = _folder.Write("night.csv", SimulatedCatalogue.Text(1500));
            await TrainAsync(data, "--promote");
            var champion = new ModelStore(Store).ReadChampion()!.Version;
            await TrainAsync(data, "--seed", "5");
            Challenger = new ModelStore(Store).Versions().Single(version => version != champion);
        }

        public ValueTask DisposeAsync()
        {
            _folder.Dispose();
            return ValueTask.CompletedTask;
        }

        private async Task TrainAsync(string data, params string[] more)
        {
            using var output = new StringWriter();
            Assert.Equal(0, await Program.RunAsync(
                [
                    "train", "--data", data, .. Fast, "--input-sets", "u-g-r-i-z-redshift,u-g-r-i-z,g-r-i",
                    "--store", Store, .. more,
                ],
                Screen.OfText("trainer", output, output),
                TimeProvider.System));
        }
    }
}
