namespace Streaming.Worker.Tests.Http;

/// <summary>The whole worker with the shipped model.</summary>
public sealed class WorkerFixture() : WorkerOnStore(ShippedModel.StorePath);
