using System.Globalization;
using Streaming.Simulation;

namespace Streaming.Trainer.Tests.Data;

/// <summary>Tables that are tables, and of which little or nothing can be made.</summary>
internal static class OddTables
{
    private const string Header = "ra,dec,u,g,r,i,z,redshift,class";
    private const int U = 2;
    private const int Z = 6;
    private const int Redshift = 7;
    private const int Class = 8;
    private const int Many = 240;

    private static readonly Dictionary<string, Func<IEnumerable<string[]>>> Made = new()
    {
        ["no row"] = () => [],
        ["one row"] = () => Night(1),
        ["two rows"] = () => Night(2),
        ["one of each class"] = () => Night(Many).DistinctBy(row => row[Class]),
        ["thirty rows"] = () => Night(30),
        ["stars alone"] = () => Night(Many).Where(row => row[Class] == "STAR"),
        ["no quasars"] = () => Night(Many).Where(row => row[Class] != "QSO"),
        ["unknown classes"] = () => Night(Many).Select(row => With(row, Class, "?")),
        ["constant columns"] = () => Night(Many).Select(row => With(With(row, U, "20"), Redshift, "0")),
        ["equal rows"] = () => Enumerable.Repeat(Night(1).Single(), Many),
        ["equal but for the class"] = () => Night(Many).Select(
            row => (string[])[.. Night(1).Single()[..Class], row[Class]]),
        ["no redshift"] = () => Night(Many).Select(row => With(row, Redshift, "")),
        ["negative redshift"] = () => Night(Many).Select(
            (row, i) => With(row, Redshift, (-0.001 * (i % 90) - 0.001).ToString(CultureInfo.InvariantCulture))),
        ["three bands"] = () => Night(Many).Select(row => With(With(row, U, ""), Z, "")),
        ["marks in a band"] = () => Night(Many).Select(row => With(row, U, "-9999")),
        ["no position"] = () => Night(Many).Select(row => With(With(row, 0, ""), 1, "")),
        ["no common inputs"] = () => Night(Many).Select(
            (row, i) => With(With(row, U + (i % 5), ""), U + ((i + 2) % 5), "")),
        ["redshift of galaxies alone"] = () => Night(Many).Select(
            row => row[Class] == "GALAXY" ? row : With(row, Redshift, "")),
        ["faintest and brightest"] = () => Night(Many).Select(
            (row, i) => i % 10 == 0 ? [row[0], row[1], "-5", "40", "-5", "40", "40", "12", row[Class]] : row),
        ["out of range"] = () => Night(Many).Select(row => With(row, U, "99.5")),
        ["words for numbers"] = () => Night(Many).Select(row => With(row, U, "bright")),
    };

    public static IEnumerable<string> Names => Made.Keys;

    /// <summary>The table as CSV.</summary>
    public static string Text(string name) =>
        string.Join('\n', [Header, .. Made[name]().Select(row => string.Join(',', row)), ""]);

    private static IEnumerable<string[]> Night(int rows) =>
        new SimulatedNight(new NightOptions { Seed = 17 }).Observe(rows).Select(made =>
        {
            var o = made.Observation;
            double?[] numbers = [o.Alpha, o.Delta, o.U, o.G, o.R, o.I, o.Z, o.Redshift];
            return (string[])
                [.. numbers.Select(number => number!.Value.ToString(CultureInfo.InvariantCulture)), made.Class];
        });

    private static string[] With(string[] row, int place, string value) =>
        [.. row[..place], value, .. row[(place + 1)..]];
}
