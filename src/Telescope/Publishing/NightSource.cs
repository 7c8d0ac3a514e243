using Streaming.Contracts;
using Streaming.Simulation;

namespace Streaming.Telescope.Publishing;

/// <summary>Observations of a simulated night.</summary>
internal sealed class NightSource(NightOptions night, int count) : IObservationSource
{
    public int Count => count;

    public IReadOnlyList<string> Notices => [];

    public string? Remark => null;

    public IEnumerable<ObservationReceived> Read() =>
        new SimulatedNight(night).Observe(count).Select(o => o.Observation);
}
