using System.CommandLine;
using Streaming.Telescope;
using Streaming.Telescope.Publishing;
using Streaming.Telescope.Simulating;

var telescope = new RootCommand("Simulate, publish and watch a stream of astronomical observations.")
{
    SimulateCommand.Create(),
    PublishCommand.Create(),
};
return await CommandLine.RunAsync(telescope, args);
