using System.Globalization;
using System.Text.Json;
using Streaming.Simulation;

namespace Streaming.Telescope.Simulating;

/// <summary>Writes labelled observations, one a line.</summary>
internal static class NightWriter
{
    public const string Header = "observation_id,observed_at,alpha,delta,u,g,r,i,z,redshift,class,visit_id";

    /// <summary>Comma-separated values under <see cref="Header"/>; a missing value is empty.</summary>
    public static void WriteCsv(TextWriter output, IEnumerable<SimulatedObservation> night)
    {
        output.WriteLine(Header);
        foreach (var simulated in night)
        {
            var o = simulated.Observation;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{o.ObservationId},{o.ObservedAt?.UtcDateTime:O},{o.Alpha},{o.Delta},"
                + $"{o.U},{o.G},{o.R},{o.I},{o.Z},{o.Redshift},{simulated.Class},{o.VisitId}"));
        }
    }

    /// <summary>One JSON object a line.</summary>
    public static void WriteJsonLines(TextWriter output, IEnumerable<SimulatedObservation> night)
    {
        foreach (var simulated in night)
            output.WriteLine(JsonSerializer.Serialize(LabelledLine.Of(simulated), TelescopeJson.Default.LabelledLine));
    }
}
