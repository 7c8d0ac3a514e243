namespace Streaming.Worker.Tests.Http;

/// <summary>
/// The whole worker with <see cref="SmallModel"/>, candidates at 99 %, and class shares for one source.
/// </summary>
public sealed class SmallModelWorker : WorkerOnStore
{
    private readonly DirectoryInfo _store;

    public SmallModelWorker() : this(SmallModel.Version)
    {
    }

    /// <param name="version">The version to run: that of the small model, or of the one of format 1.</param>
    internal SmallModelWorker(string version) : this(Directory.CreateTempSubdirectory("streaming-worker-"), version)
    {
    }

    private SmallModelWorker(DirectoryInfo store, string version) : base(
        store.FullName,
        "--Classification:Coverage=0.99",
        "--Classification:Priors:wide-field:STAR=0.98",
        "--Classification:Priors:wide-field:GALAXY=0.01",
        "--Classification:Priors:wide-field:QSO=0.01")
    {
        _store = store;
        SmallModel.Promote(store.FullName, version);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _store.Delete(recursive: true);
    }
}
