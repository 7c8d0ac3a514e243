using Microsoft.Extensions.Time.Testing;
using Streaming.Diagnosis.Store;
using Xunit;

namespace Streaming.Diagnosis.Tests;

/// <summary>A real store, a copy of the one that ships, broken one thing at a time.</summary>
public sealed class StoreInquiryTests : IDisposable
{
    private static readonly string Shipped = Path.Combine(Root(), "models");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("streaming-store-");
    private readonly FakeTimeProvider _time = new(DateTimeOffset.Parse("2026-01-15T20:00Z", null));

    public StoreInquiryTests()
    {
        foreach (var file in Directory.EnumerateFiles(Shipped, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(_folder.FullName, Path.GetRelativePath(Shipped, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        File.Delete(Path.Combine(_folder.FullName, ".lease.json"));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_store_that_is_well_is_found_so()
    {
        var store = Ask();

        Assert.Null(store.Fault);
        Assert.NotNull(store.Champion);
        Assert.Equal((32, 0, null), (store.Files, store.FileFaults.Count, store.Holder));
        Assert.Empty(store.WritableByAll!);
        Assert.True(store.DiskFree > 0);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_a_fault_of_the_store()
    {
        var store = new StoreInquiry(_time).Ask(Path.Combine(_folder.FullName, "elsewhere"), isNamed: true);

        Assert.Equal("there is no such folder", store.Fault);
    }

    [Fact]
    public void A_champion_that_cannot_be_read_is_told_with_its_file()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "champion.json"), "{");

        Assert.Contains("champion.json", Ask().ChampionFault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_champion_with_a_path_in_it_is_no_version()
    {
        var file = Path.Combine(_folder.FullName, "champion.json");
        File.WriteAllText(
            file, File.ReadAllText(file).Replace(Ask().Champion!, "../elsewhere", StringComparison.Ordinal));

        Assert.Contains("'../elsewhere' is not a model version", Ask().ChampionFault, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_that_are_changed_or_away_are_named()
    {
        var files = Directory.GetFiles(Path.Combine(_folder.FullName, Ask().Champion!), "*.zip");
        File.AppendAllText(files[0], "more");
        File.Delete(files[1]);

        var faults = Ask().FileFaults;

        Assert.Equal(2, faults.Count);
        Assert.All(files[..2], file => Assert.Contains(
            faults, fault => fault.Contains(Path.GetFileName(file), StringComparison.Ordinal)));
    }

    [Fact]
    public void What_every_user_can_write_to_is_named()
    {
        var file = Path.Combine(_folder.FullName, "champion.json");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.OtherRead | UnixFileMode.OtherWrite);
        }

        Assert.Equal(OperatingSystem.IsWindows() ? null : [file], Ask().WritableByAll);
    }

    [Fact]
    public void A_lease_tells_its_holder_for_how_long_and_whether_that_still_runs()
    {
        Hold(Environment.ProcessId);
        var held = Ask();
        // No system gives such an id to a process.
        Hold(int.MaxValue);
        var left = Ask();

        Assert.False(held.IsHolderGone);
        Assert.Equal(TimeSpan.FromHours(2), held.HeldFor);
        Assert.Contains($"process {Environment.ProcessId} on {Environment.MachineName}", held.Holder, StringComparison.Ordinal);
        Assert.True(left.IsHolderGone);
    }

    private void Hold(int process) => File.WriteAllText(
        Path.Combine(_folder.FullName, ".lease.json"),
        $$"""{"process": {{process}}, "host": "{{Environment.MachineName}}", "since": "2026-01-15T18:00:00Z"}""");

    private StorePicture Ask() => new StoreInquiry(_time).Ask(_folder.FullName, isNamed: true);

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Streaming.sln")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }
}
