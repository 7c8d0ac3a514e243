using Streaming.Integration.Tests.Workers;

namespace Streaming.Documentation.Tests.Reference;

/// <summary>A program that users run.</summary>
/// <param name="Name">How the pages call it.</param>
/// <param name="Project">Its project under <c>src</c>.</param>
/// <param name="Assembly">Where it was built.</param>
internal sealed record Tool(string Name, string Project, string Assembly)
{
    public static IReadOnlyList<Tool> All { get; } =
    [
        new("worker", "Worker", Checkout.WorkerAssembly),
        new("trainer", "Trainer", Checkout.TrainerAssembly),
        new("telescope", "Telescope", Checkout.TelescopeAssembly),
    ];
}
