using System.Globalization;
using Streaming.Contracts;
using Streaming.Simulation;

namespace Streaming.Catalogues.Tests.Cases;

/// <summary>Objects of a simulated night, as many of each class, one class after the other.</summary>
internal static class CaseRows
{
    public const int OfEachClass = 20;

    public const int Count = 3 * OfEachClass;

    private const int Night = 5_000;

    // As long as the ids of SDSS: read as a double, their last digits would be lost.
    private const long FirstId = 1_237_650_000_000_000_000;
    private const long IdStep = 7_919;

    private static readonly string[] Order = [ObjectClass.Galaxy, ObjectClass.Star, ObjectClass.Qso];

    /// <summary>The columns of a plain table.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["objid", "ra", "dec", "u", "g", "r", "i", "z", "redshift", "class"];

    /// <summary>The objects.</summary>
    public static IReadOnlyList<SimulatedObservation> All { get; } = Draw();

    public static long IdOf(int row) => FirstId + IdStep * row;

    /// <summary>The numbers of a row: position, bands, redshift.</summary>
    public static double[] NumbersOf(int row)
    {
        var o = All[row].Observation;
        return [.. new[] { o.Alpha, o.Delta, o.U, o.G, o.R, o.I, o.Z, o.Redshift }.Select(number => number!.Value)];
    }

    /// <summary>A row as text, five decimals.</summary>
    public static string[] TextOf(int row) =>
    [
        IdOf(row).ToString(CultureInfo.InvariantCulture),
        .. NumbersOf(row).Select(number => number.ToString("F5", CultureInfo.InvariantCulture)),
        All[row].Class,
    ];

    private static List<SimulatedObservation> Draw()
    {
        var night = new SimulatedNight(new NightOptions()).Observe(Night).ToLookup(one => one.Class);
        return [.. Enumerable.Range(0, OfEachClass).SelectMany(at => Order.Select(name => night[name].ElementAt(at)))];
    }
}
