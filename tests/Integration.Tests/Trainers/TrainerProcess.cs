using Streaming.Integration.Tests.Processes;
using Streaming.Integration.Tests.Workers;

namespace Streaming.Integration.Tests.Trainers;

/// <summary>The real trainer, in a process of its own.</summary>
internal static class TrainerProcess
{
    /// <summary>Starts the trainer's program with these arguments, and waits for nothing.</summary>
    /// <param name="broker">The broker's address; null leaves it without one.</param>
    /// <param name="arguments">Its command line.</param>
    public static ChildProcess Start(Uri? broker, params string[] arguments) =>
        Start(broker, new Dictionary<string, string?>(), arguments);

    /// <summary>The same, with further settings by the names of their environment variables.</summary>
    public static ChildProcess Start(
        Uri? broker, IReadOnlyDictionary<string, string?> settings, params string[] arguments) => ChildProcess.Start(
        "dotnet",
        [Checkout.TrainerAssembly, .. arguments],
        new Dictionary<string, string?>(settings)
        {
            ["ConnectionStrings__RabbitMq"] = broker?.AbsoluteUri,
            ["ConnectionStrings__Labels"] = null,
            ["Labels__Path"] = null,
            ["ModelStore__Path"] = null,
            ["Logging__LogLevel__Streaming"] = "Debug",
        });

    /// <summary>Runs the trainer without a broker to its end.</summary>
    /// <returns>What it wrote.</returns>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static async Task<string> RunAsync(params string[] arguments)
    {
        await using var process = Start(broker: null, arguments);
        var code = await process.ExitAsync(Patience.Token());
        return code == 0
            ? process.Output
            : throw new InvalidOperationException($"exit code {code}:\n{process.Output}\n{process.Errors}");
    }
}
