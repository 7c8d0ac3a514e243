using System.CommandLine;
using Streaming.LoadTests;

return await new RootCommand("Measures the real worker on a real RabbitMQ")
{
    StreamCommand.Create(), SwapCommand.Create(), TelemetryCommand.Create(), SkyCommand.Create(),
}
    .Parse(args)
    .InvokeAsync();
