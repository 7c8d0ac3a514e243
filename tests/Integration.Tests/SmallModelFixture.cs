using Streaming.Integration.Tests.Processes;
using Streaming.Integration.Tests.Workers;

namespace Streaming.Integration.Tests;

/// <summary>One small model for the whole run, and a store whose champion it is.</summary>
public sealed class SmallModelFixture : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public SmallModelFixture() => Model.Promote(Store, "small-1");

    internal SmallModel Model { get; } = SmallModel.Train();

    internal string Store => _folder.Path;

    public void Dispose() => _folder.Dispose();
}
