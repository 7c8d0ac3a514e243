using System.Text.Json;
using Streaming.Contracts;
using Streaming.Simulation;

namespace Streaming.Telescope.Simulating;

/// <summary>Counts a night while it is written. Written by one task, its progress read by another.</summary>
internal sealed class NightTally
{
    private readonly Dictionary<string, int> _classes = ObjectClass.All.ToDictionary(name => name, _ => 0);
    private int _observations;
    private int _photometric;
    private int _missingBands;
    private int _faulty;

    /// <summary>Observations written so far.</summary>
    public int Observations => Volatile.Read(ref _observations);

    /// <summary>Hands on the observations, and counts each once the next is asked for.</summary>
    public IEnumerable<SimulatedObservation> Count(IEnumerable<SimulatedObservation> night)
    {
        foreach (var simulated in night)
        {
            yield return simulated;
            _classes[simulated.Class]++;
            if (!MeasuredInputs.IsSpectroscopic(simulated.Observation)) _photometric++;
            if (MeasuredInputs.Bands(simulated.Observation).Count < MeasuredInputs.BandNames.Count) _missingBands++;
            if (simulated.IsFaulty) _faulty++;
            Volatile.Write(ref _observations, _observations + 1);
        }
    }

    /// <summary>The summary for programs, in one line.</summary>
    public string Json(string file) => JsonSerializer.Serialize(
        new NightSummary(file, _observations, _photometric, _missingBands, _faulty, _classes),
        TelescopeJson.Default.NightSummary);
}
