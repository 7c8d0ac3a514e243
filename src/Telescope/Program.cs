using Streaming.Telescope;
using Streaming.Telescope.Completing;
using Streaming.Telescope.Publishing;
using Streaming.Telescope.Simulating;
using Streaming.Telescope.Watching;

var telescope = CommandLine.Create(
    SimulateCommand.Create(), PublishCommand.Create(), WatchCommand.Create(), CompletionCommand.Create());
return await CommandLine.RunAsync(telescope, args);
