using Microsoft.Extensions.Hosting;
using Streaming.Trainer.Labels;

namespace Streaming.Trainer.Scheduling;

/// <summary>The services of retraining, before the host is built.</summary>
/// <param name="Builder">Has <see cref="Retraining"/> and, with a broker, <see cref="LabelCollection"/>.</param>
/// <param name="Labels">The label store.</param>
/// <param name="HasBroker">Whether labels can be collected.</param>
internal sealed record RetrainingServices(HostApplicationBuilder Builder, LabelStore Labels, bool HasBroker);
