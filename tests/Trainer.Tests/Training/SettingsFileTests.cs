using System.CommandLine;
using Streaming.Classification.Observations;
using Streaming.Trainer.Training;

namespace Streaming.Trainer.Tests.Training;

public sealed class SettingsFileTests : IDisposable
{
    private static readonly Hyperparameters Unusual = new()
    {
        Features = ["r", "g-r", "redshift"],
        Iterations = 17,
        Leaves = 9,
        MaximumDepth = 5,
        LearningRate = 0.123,
        MinimumRowsPerLeaf = 33,
        Bins = 255,
        L1 = 0.25,
        L2 = 7.5,
        RowFraction = 0.61,
        FeatureFraction = 0.71,
        StarWeight = 0.9,
        GalaxyWeight = 1.1,
        QsoWeight = 1.4,
        Seed = 5,
        Threads = 2,
    };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_written_is_read_whole()
    {
        var read = Read("--settings", _folder.Write("settings.json", SettingsFile.Text(Unusual)));

        Assert.Equal(Unusual.Features, read.Features);
        Assert.Equal(Unusual with { Features = read.Features }, read);

        // Every hyperparameter is in the file: one that were not would come back as its default.
        Assert.All(
            typeof(Hyperparameters).GetProperties().Where(property => property.CanWrite),
            property => Assert.NotEqual(property.GetValue(new Hyperparameters()), property.GetValue(read)));
    }

    [Fact]
    public void An_option_beside_the_file_overrides_it()
    {
        var file = _folder.Write("settings.json", SettingsFile.Text(Unusual));

        var read = Read("--settings", file, "--leaves", "40", "--features", "u,g");

        Assert.Equal((40, 17), (read.Leaves, read.Iterations));
        Assert.Equal(["u", "g"], read.Features);
    }

    [Fact]
    public void What_a_file_leaves_out_is_the_default()
    {
        var read = Read("--settings", _folder.Write("settings.json", """{"leaves": 12}"""));

        Assert.Equal(12, read.Leaves);
        Assert.Equal(new Hyperparameters().LearningRate, read.LearningRate);
    }

    [Theory]
    [InlineData("""{"leaves": 1}""", "--leaves is 1, allowed are 2 to 4096")]
    [InlineData("""{"leaves": "many"}""", "--leaves")]
    [InlineData("""{"leafs": 12}""", "leafs")]
    [InlineData("""{"features": "u,plate"}""", "'plate' is not in the catalogue")]
    [InlineData("""["leaves"]""", "not a JSON object of settings")]
    [InlineData("""{"leaves": 12""", "not a JSON object of settings")]
    public void A_file_is_held_to_the_checks_of_the_options(string content, string why)
    {
        var file = _folder.Write("settings.json", content);

        var fault = Assert.Throws<FailureException>(() => Read("--settings", file));

        Assert.StartsWith($"--settings {file}: ", fault.Message, StringComparison.Ordinal);
        Assert.Contains(why, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_named() => Assert.Contains(
        "x.json: no such file", Assert.Throws<FailureException>(() => Read("--settings", "x.json")).Message,
        StringComparison.Ordinal);

    private static Hyperparameters Read(params string[] arguments)
    {
        var command = new Command("test");
        var options = new HyperparameterOptions(command);
        var parsed = command.Parse(arguments);
        Assert.Empty(parsed.Errors);
        return options.Read(parsed, InputSet.Spectroscopic);
    }
}
