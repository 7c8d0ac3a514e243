using Streaming.Documentation.Tests.Commands;
using Streaming.Integration.Tests;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

// One page at a time: each starts programs of its own, in one copy of the checkout.
[assembly: Parallelization(Mode = ParallelMode.None)]
[assembly: AssemblyFixture(typeof(BrokerFixture))]
[assembly: AssemblyFixture(typeof(FreshCheckout))]
