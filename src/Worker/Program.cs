using Streaming.Worker.CommandLine;

return await WorkerCommand.RunAsync(args);
