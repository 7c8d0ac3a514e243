using System.Text.Json;
using Streaming.Classification.Models;
using Streaming.Classification.Models.Signing;

namespace Streaming.Trainer.Tests.Promoting;

public sealed class SigningCommandTests : IClassFixture<TrainedModels>, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();
    private readonly ModelStore _store;

    public SigningCommandTests(TrainedModels models)
    {
        _store = new ModelStore(_folder.File("store"));
        foreach (var version in (string[])["a", "b"])
        {
            _store.Add(models.Fair with { Version = version }, models.FairFile);
        }
    }

    private string Key => _folder.File("keys/signing.pem");

    private TrustedKeys Trusted => TrustedKeys.Read(_folder.File("keys/signing.pub.pem"));

    public void Dispose()
    {
        _folder.Dispose();
        _output.Dispose();
        _error.Dispose();
    }

    [Fact]
    public async Task New_keys_have_an_id_and_only_their_owner_reads_the_private_one()
    {
        Assert.Equal(0, await RunAsync("keys", "new", "--out", _folder.File("keys")));

        var id = Assert.Single(Trusted.Ids);
        Assert.Contains($"key {id}", Output(), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Key));
        }

        var secret = await File.ReadAllTextAsync(Key, TestContext.Current.CancellationToken);
        Assert.Equal(1, await RunAsync("keys", "new", "--out", _folder.File("keys")));
        Assert.Contains("is there already, and is not overwritten", Errors(), StringComparison.Ordinal);
        Assert.Equal(secret, await File.ReadAllTextAsync(Key, TestContext.Current.CancellationToken));

        Assert.Equal(0, await RunAsync("keys", "show", _folder.File("keys/signing.pub.pem")));
        Assert.Contains(id, Output(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_is_signed_by_name_and_listed_with_its_key()
    {
        await RunAsync("keys", "new", "--out", _folder.File("keys"));

        Assert.Equal(0, await RunAsync("sign", "a", "--key", Key, "--store", _store.Path));

        Assert.NotNull(ModelLoader.Load(new ModelStore(_store.Path) { Trusted = Trusted }, "a"));
        Assert.Equal(0, await RunAsync("promote", "a", "--force", "--why", "a test", "--store", _store.Path));
        Output();
        Assert.Equal(0, await RunAsync("models", "--json", "--store", _store.Path));
        var models = JsonDocument.Parse(Output()).RootElement.EnumerateArray()
            .Select(one => one.GetProperty("signature"))
            .ToList();
        var id = Trusted.Ids[0];
        Assert.Equal((id, "unchecked"), (models[0].GetProperty("keyId").GetString(), models[0].GetProperty("state").GetString()));
        Assert.Equal("unsigned", models[1].GetProperty("state").GetString());
        await RunAsync("models", "--store", _store.Path);
        Assert.Contains($"{id[..16]} (not checked)", Output(), StringComparison.Ordinal);
        await RunAsync("history", "--store", _store.Path);
        Assert.Contains($"signed by {id[..16]}", Output(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Promoting_with_a_key_signs_what_may_be_promoted()
    {
        await RunAsync("keys", "new", "--out", _folder.File("keys"));

        Assert.Equal(0, await RunAsync(
            "promote", "a", "--force", "--why", "a test", "--key", Key, "--store", _store.Path));

        var guarded = new ModelStore(_store.Path) { Trusted = Trusted };
        Assert.NotNull(ModelLoader.Load(guarded, "a"));
        Assert.Equal(SignatureState.Unsigned, SignedManifest.Standing(guarded, "b").State);
        Assert.Equal(Trusted.Ids[0], Assert.Single(guarded.ReadHistory()).SignedBy);
    }

    [Fact]
    public async Task A_package_that_is_not_whole_is_not_signed()
    {
        await RunAsync("keys", "new", "--out", _folder.File("keys"));
        var file = _store.ReadManifest("a").Ensembles[0].File;
        await File.AppendAllTextAsync(_store.Locate("a", file), "x", TestContext.Current.CancellationToken);

        Assert.Equal(1, await RunAsync("sign", "a", "--key", Key, "--store", _store.Path));

        Assert.Contains($"model 'a': {file} has SHA-256", Errors(), StringComparison.Ordinal);
        Assert.False(File.Exists(_store.Locate("a", ModelSignature.File)));
    }

    [Fact]
    public async Task A_key_that_everybody_can_read_is_warned_of_and_none_is_asked_for()
    {
        Assert.Equal(2, await RunAsync("sign", "a", "--store", _store.Path));
        Assert.Contains("--key is needed, or the setting Signing__KeyFile", Errors(), StringComparison.Ordinal);

        await RunAsync("keys", "new", "--out", _folder.File("keys"));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Key, UnixFileMode.UserRead | UnixFileMode.OtherRead);
            await RunAsync("sign", "a", "--key", Key, "--store", _store.Path);
            Assert.Contains("can be read by everybody", Errors(), StringComparison.Ordinal);
        }
    }

    private Task<int> RunAsync(params string[] args) =>
        Program.RunAsync(args, Screen.OfText("trainer", _output, _error), TimeProvider.System);

    private string Output() => Taken(_output);

    // Lines are broken to the width of the screen.
    private string Errors() => Taken(_error).ReplaceLineEndings(" ").Replace("  ", " ", StringComparison.Ordinal);

    private static string Taken(StringWriter writer)
    {
        var text = writer.ToString();
        writer.GetStringBuilder().Clear();
        return text;
    }
}
