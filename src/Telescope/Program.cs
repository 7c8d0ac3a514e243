using System.CommandLine;
using Streaming.Telescope;
using Streaming.Telescope.Publishing;
using Streaming.Telescope.Simulating;
using Streaming.Telescope.Watching;

var telescope = new RootCommand("""
    Simulate, publish and watch a stream of astronomical observations.

    Settings (environment variables):
      ConnectionStrings__RabbitMq  The broker, where no option names it. Default: amqp://guest:guest@localhost:5672/
      OTEL_EXPORTER_OTLP_ENDPOINT  Where traces go, by OTLP. Default: none: nothing is sent
      OTEL_TRACES_SAMPLER_ARG      Share of the published observations that is traced. Default: 0.01
    """)
{
    SimulateCommand.Create(),
    PublishCommand.Create(),
    WatchCommand.Create(),
};
return await CommandLine.RunAsync(telescope, args);
