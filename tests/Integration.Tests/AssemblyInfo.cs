using Streaming.Integration.Tests;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

// Two classes at a time, whatever the machine: a test waits for processes of its own more than it computes, and more of
// them at once would starve each other.
[assembly: Parallelization(Mode = ParallelMode.Collections, MaxThreads = 2)]
[assembly: AssemblyFixture(typeof(BrokerFixture))]
[assembly: AssemblyFixture(typeof(SmallModelFixture))]
