using Streaming.Worker;

await WorkerApplication.Build().RunAsync();
return 0;
