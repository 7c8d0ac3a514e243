using System.CommandLine;
using Streaming.Telescope;
using Streaming.Telescope.Publishing;
using Streaming.Telescope.Simulating;
using Streaming.Telescope.Watching;

var telescope = new RootCommand("Simulate, publish and watch a stream of astronomical observations.")
{
    SimulateCommand.Create(),
    PublishCommand.Create(),
    WatchCommand.Create(),
};
return await CommandLine.RunAsync(telescope, args);
