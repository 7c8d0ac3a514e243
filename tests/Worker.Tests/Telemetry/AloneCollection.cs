using Xunit;

namespace Streaming.Worker.Tests.Telemetry;

/// <summary>
/// Runs alone: OpenTelemetry takes every meter of a name for one, and a test beside it that ends would end its metrics.
/// </summary>
[CollectionDefinition(nameof(TelemetryPageTests), DisableParallelization = true)]
public sealed class AloneCollection;
