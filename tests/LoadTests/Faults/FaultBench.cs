using Streaming.Integration.Tests.Brokers;

namespace Streaming.LoadTests.Faults;

/// <summary>What scenarios of a run have in common.</summary>
/// <param name="broker">A broker that may be broken, and must work again after each scenario.</param>
/// <param name="isQuick">Whether everything is short.</param>
/// <param name="tell">Told how a scenario goes on.</param>
internal sealed class FaultBench(IRestartableBroker broker, bool isQuick, Action<string> tell)
{
    public IRestartableBroker Broker { get; } = broker;

    /// <summary>A number of repetitions or seconds, or the one of a quick run.</summary>
    public int Of(int full, int quick) => isQuick ? quick : full;

    public void Tell(string what) => tell(what);
}
