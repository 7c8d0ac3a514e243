using System.Globalization;
using Streaming.Classification.Observations;
using Streaming.Simulation;
using Streaming.Trainer.Data;

namespace Streaming.Trainer.Tests;

/// <summary>Simulated observations, as a file in the Kaggle format or as the rows that are read from it.</summary>
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

    public static List<LabelledRow> Rows(int rows, int seed = 5) =>
    [
        .. new SimulatedNight(new NightOptions { Seed = seed }).Observe(rows).Select((made, i) =>
        {
            var observation = Observation.From(made.Observation);
            return new LabelledRow(i + 2, observation, made.Class, ObjectKey.Of(observation));
        }),
    ];

    /// <summary>The file with some of its columns, in their order.</summary>
    public static string WithColumns(string text, params string[] names)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(',')).ToList();
        int[] kept = [.. names.Select(name => Array.IndexOf(lines[0], name))];
        return string.Concat(lines.Select(cells => string.Join(',', kept.Select(i => cells[i])) + "\n"));
    }
}
