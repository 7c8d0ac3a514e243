using Streaming.Telescope;

return await TelescopeCommand.Create(Screen.OfProcess("telescope"), TimeProvider.System).RunAsync(args);
