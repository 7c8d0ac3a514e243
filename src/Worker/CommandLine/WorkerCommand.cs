using Microsoft.Extensions.Options;
using Streaming.Classification.Models;
using Streaming.Worker.Demo;
using Streaming.Worker.Health;
using Streaming.Worker.Tables;

namespace Streaming.Worker.CommandLine;

/// <summary>The worker's command line.</summary>
internal static class WorkerCommand
{
    public static Task<int> RunAsync(string[] args) =>
        Create(Screen.OfProcess("worker")).RunAsync(args, MessageOf);

    public static ProgramCommand Create(Screen screen)
    {
        var root = new ProgramCommand(
            screen,
            """
            Consumes observations from RabbitMQ, classifies them as STAR, GALAXY or QSO, and publishes the result.
            Settings override appsettings.json.
            """,
            """
            worker
            ConnectionStrings__RabbitMq=amqp://guest:guest@localhost:5672/ worker
            worker classify night.fits --out classified.parquet
            worker demo --count 50000
            source <(worker completion bash)
            """,
            Settings.All,
            ClassifyCommand.Create(screen),
            DemoCommand.Create(screen),
            HealthCommand.Create(screen));
        root.SetAction(async (_, cancellationToken) =>
        {
            await using var app = WorkerApplication.Build();
            await app.RunAsync(cancellationToken);
            return ExitCode.Success;
        });
        return root;
    }

    /// <summary>Words the faults that a person can mend; any other is a defect.</summary>
    private static string? MessageOf(Exception fault) => fault switch
    {
        ModelException => fault.Message,
        OptionsValidationException invalid => string.Join("; ", invalid.Failures),
        // A value that cannot be bound: the message names the setting and the value.
        InvalidOperationException { InnerException: FormatException or ArgumentException } => fault.Message,
        FormatException => $"ASPNETCORE_URLS: {fault.Message}",
        ArgumentOutOfRangeException { ParamName: "port" } => "ASPNETCORE_URLS names a port outside 0 to 65535",
        _ => null,
    };
}
