using Streaming.Integration.Tests.Brokers;

namespace Streaming.LoadTests.Faults;

/// <summary>What a scenario is played with.</summary>
/// <param name="nodes">The broker's nodes, which may be broken; most scenarios have one.</param>
/// <param name="isQuick">Whether everything is short.</param>
/// <param name="tell">Told how a scenario goes on.</param>
internal sealed class FaultBench(IReadOnlyList<IRestartableBroker> nodes, bool isQuick, Action<string> tell)
{
    public IReadOnlyList<IRestartableBroker> Nodes { get; } = nodes;

    /// <summary>The broker, or its first node.</summary>
    public IRestartableBroker Broker => Nodes[0];

    /// <summary>A number of repetitions or seconds, or the one of a quick run.</summary>
    public int Of(int full, int quick) => isQuick ? quick : full;

    public void Tell(string what) => tell(what);
}
