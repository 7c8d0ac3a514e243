using Streaming.Integration.Tests;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

// One test at a time: each has worker processes of its own, and they measure nothing when they starve each other.
[assembly: Parallelization(Mode = ParallelMode.None)]
[assembly: AssemblyFixture(typeof(BrokerFixture))]
[assembly: AssemblyFixture(typeof(SmallModelFixture))]
