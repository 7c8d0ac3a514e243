using System.CommandLine;
using Streaming.LoadTests.Faults.Reporting;
using Streaming.LoadTests.Faults.Scenarios;

namespace Streaming.LoadTests.Faults;

/// <summary><c>faults</c>: breaks everything around the worker, and accounts for every observation.</summary>
internal static class FaultsCommand
{
    public static Command Create()
    {
        var list = new Option<bool>("--list") { Description = "Name the scenarios and run none" };
        var only = new Option<string[]>("--only")
        {
            Description = "The scenarios to run; default is all of them, in an hour or so",
            AllowMultipleArgumentsPerToken = true,
        };
        var quick = new Option<bool>("--quick") { Description = "Fewer repetitions and shorter faults" };
        var page = new Option<FileInfo?>("--write")
        {
            Description = "Keep the results in the JSON file beside this page, in place of those of the same "
                + "scenarios, and write its tables anew",
        };
        var command = new Command(
            "faults", "Breaks what is around the worker and accounts for every observation; exit code 1 when one is "
            + "lost or a bound is missed")
        {
            list, only, quick, page,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var names = parsed.GetValue(only) is { Length: > 0 } some ? some : null;
            if (names?.Except(FaultScenarios.All.Select(one => one.Name)).FirstOrDefault() is { } unknown)
            {
                Console.Error.WriteLine($"faults: there is no scenario '{unknown}'; --list names them");
                return 2;
            }

            if (parsed.GetValue(quick) && parsed.GetValue(page) is not null)
            {
                Console.Error.WriteLine("faults: --write keeps whole runs only, not those of --quick");
                return 2;
            }

            var scenarios = FaultScenarios.All.Where(one => names?.Contains(one.Name) ?? true).ToList();
            if (parsed.GetValue(list))
            {
                scenarios.ForEach(one => Console.WriteLine($"{one.Name,-26}{one.What}"));
                return 0;
            }

            return await RunAsync(
                scenarios, parsed.GetValue(quick), parsed.GetValue(page)?.FullName, cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        IReadOnlyList<FaultScenario> scenarios, bool isQuick, string? page, CancellationToken cancellationToken)
    {
        var missed = 0;
        foreach (var scenario in scenarios)
        {
            Console.WriteLine($"{scenario.Name}: {scenario.What}");
            Func<ReliabilityFigures, ReliabilityFigures> change;
            try
            {
                var result = await FaultRun.ExecuteAsync(
                    scenario, isQuick, line => Console.WriteLine($"  {line}"), cancellationToken);
                Console.WriteLine(FaultText.Of(result));
                missed += result.Missed.Count;
                change = figures => figures.With(result);
            }
            catch (NotRunException fault)
            {
                Console.WriteLine($"  not run: {fault.Message}");
                change = figures => figures.With(new NotRun(scenario.Name, scenario.What, fault.Message));
            }
            catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
            {
                // The others tell something all the same.
                Console.WriteLine($"  FAILED: {fault}");
                missed++;
                change = figures => figures.With(new NotRun(scenario.Name, scenario.What, $"failed: {fault.Message}"));
            }

            if (page is not null)
            {
                ReliabilityPage.Keep(page, change);
            }
        }

        return missed == 0 ? 0 : 1;
    }
}
