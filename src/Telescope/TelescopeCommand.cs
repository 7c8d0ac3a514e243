using Streaming.Telescope.Broker;
using Streaming.Telescope.Diagnosing;
using Streaming.Telescope.Errors;
using Streaming.Telescope.Publishing;
using Streaming.Telescope.Rejected;
using Streaming.Telescope.Simulating;
using Streaming.Telescope.Watching;

namespace Streaming.Telescope;

/// <summary>The telescope's command line.</summary>
internal static class TelescopeCommand
{
    public static ProgramCommand Create(Screen screen, TimeProvider time) => new(
        screen,
        """
        Simulate, publish and watch a stream of astronomical observations. Results go to standard output, all else to
        standard error. Colours and bars are for terminals only; NO_COLOR takes the colours from these too.
        """,
        """
        telescope simulate --count 10000 --out night.csv
        telescope publish --file night.csv
        telescope watch --for 5m
        telescope errors list
        source <(telescope completion bash)
        """,
        [
            new(BrokerOption.Setting, BrokerConnection.DefaultAddress, "The broker, where no option names it"),
            .. BrokerTls.Settings,
            SecretFiles.Described,
            new("OTEL_EXPORTER_OTLP_ENDPOINT", "none: nothing is sent", "Where traces go, by OTLP"),
            new("OTEL_TRACES_SAMPLER_ARG", "0.01", "Share of the published messages that is traced"),
        ],
        SimulateCommand.Create(screen),
        PublishCommand.Create(screen, time),
        WatchCommand.Create(screen, time),
        ErrorsCommand.Create(screen, time),
        RejectedCommand.Create(screen, time),
        DoctorCommand.Create(screen, time));
}
