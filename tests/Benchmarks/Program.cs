using BenchmarkDotNet.Running;
using Streaming.Benchmarks;

BenchmarkSwitcher.FromAssembly(typeof(PathBenchmark).Assembly).Run(args);
