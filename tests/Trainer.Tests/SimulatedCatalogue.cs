using System.Globalization;
using Streaming.Simulation;

namespace Streaming.Trainer.Tests;

/// <summary>Simulated observations as a file in the Kaggle format.</summary>
internal static class SimulatedCatalogue
{
    public const string Header = "obj_ID,alpha,delta,u,g,r,i,z,run_ID,class,redshift,plate,MJD";

    public static string Text(int rows, int seed = 5, Func<IEnumerable<string>, IEnumerable<string>>? order = null)
    {
        var lines = new SimulatedNight(new NightOptions { Seed = seed }).Observe(rows).Select(made =>
        {
            var o = made.Observation;
            return string.Create(
                CultureInfo.InvariantCulture,
                $"1,{o.Alpha},{o.Delta},{o.U},{o.G},{o.R},{o.I},{o.Z},1,{made.Class},{o.Redshift},1,1");
        });
        return string.Join('\n', [Header, .. order is null ? lines : order(lines), ""]);
    }
}
