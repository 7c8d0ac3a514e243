using System.CommandLine;
using Streaming.LoadTests;
using Streaming.LoadTests.Comparing;
using Streaming.LoadTests.Rounds;
using Streaming.LoadTests.Scaling;

return await new RootCommand("Measures the real worker on a real RabbitMQ")
{
    StreamCommand.Create(),
    CompareCommand.Create(),
    ContenderCommand.Create(),
    SwapCommand.Create(),
    TelemetryCommand.Create(),
    SkyCommand.Create(),
    VisitCommand.Create(),
    LatencyCommand.Create(),
    WorkersCommand.Create(),
    BulkCommand.Create(),
    PredictCommand.Create(),
    ClassifyCommand.Create(),
    StartCommand.Create(),
    ScalingCommand.Create(),
}
    .Parse(args)
    .InvokeAsync();
