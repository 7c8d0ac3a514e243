using BenchmarkDotNet.Running;
using Streaming.ScoringContenders;

BenchmarkSwitcher.FromAssembly(typeof(ScoringBenchmark).Assembly).Run(args);
