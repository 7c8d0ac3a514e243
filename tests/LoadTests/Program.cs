using System.CommandLine;
using Streaming.LoadTests;
using Streaming.LoadTests.Comparing;
using Streaming.LoadTests.Faults;
using Streaming.LoadTests.Faults.Soak;
using Streaming.LoadTests.Fuzzing;
using Streaming.LoadTests.Rounds;
using Streaming.LoadTests.Scaling;
using Streaming.LoadTests.Training;

return await new RootCommand("Measures the real worker on a real RabbitMQ, and the real trainer")
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
    TrainCommand.Create(),
    FaultsCommand.Create(),
    SoakCommand.Create(),
    FuzzCommand.Create(),
}
    .Parse(args)
    .InvokeAsync();
