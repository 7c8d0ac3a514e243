using System.CommandLine;
using System.CommandLine.Help;
using Microsoft.Extensions.Options;
using Streaming.Classification.Models;
using Streaming.Worker.Demo;
using Streaming.Worker.Health;

namespace Streaming.Worker.CommandLine;

/// <summary>
/// The worker's command line. A fault is one line on stderr; exit code 1 for a failure, 2 for a wrong call.
/// </summary>
internal static class WorkerCommand
{
    private const int Failure = 1;
    private const int WrongCall = 2;
    private const int Interrupted = 130;

    public static async Task<int> RunAsync(string[] args)
    {
        var parsed = Create().Parse(args);
        if (parsed.Errors.Count > 0)
        {
            return Fault(parsed.Errors[0].Message, WrongCall);
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                // The library would cut a stop off after 2 s; the host bounds it itself, by less than this.
                ProcessTerminationTimeout = TimeSpan.FromSeconds(30),
            });
        }
        catch (OperationCanceledException)
        {
            return Interrupted;
        }
        catch (Exception fault) when (MessageOf(fault) is { } message)
        {
            return Fault(message, Failure);
        }
    }

    private static RootCommand Create()
    {
        var root = new RootCommand(
            "Consumes observations from RabbitMQ, classifies them as STAR, GALAXY or QSO, and publishes the result.")
        {
            DemoCommand.Create(),
            HealthCommand.Create(),
        };
        root.SetAction(async (_, cancellationToken) =>
        {
            await using var app = WorkerApplication.Build();
            await app.RunAsync(cancellationToken);
            return 0;
        });
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithSettings((HelpAction)help.Action!);
        return root;
    }

    /// <summary>Words the faults that a person can mend; any other is a defect and may show itself whole.</summary>
    private static string? MessageOf(Exception fault) => fault switch
    {
        SettingException or ModelException => fault.Message,
        OptionsValidationException invalid => string.Join("; ", invalid.Failures),
        // A value that cannot be bound: the message names the setting and the value.
        InvalidOperationException { InnerException: FormatException or ArgumentException } => fault.Message,
        // The HTTP address is in use or not ours.
        IOException => fault.Message,
        FormatException => $"ASPNETCORE_URLS: {fault.Message}",
        ArgumentOutOfRangeException { ParamName: "port" } => "ASPNETCORE_URLS names a port outside 0 to 65535",
        _ => null,
    };

    private static int Fault(string message, int exitCode)
    {
        Console.Error.WriteLine($"worker: {message.ReplaceLineEndings(" ")}");
        return exitCode;
    }
}
