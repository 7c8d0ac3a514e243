using Xunit;

namespace Streaming.Contracts.Tests;

public sealed class AssemblyTests
{
    [Fact]
    public void The_contracts_need_nothing_but_the_framework()
    {
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;

        var references = typeof(ObjectClassified).Assembly.GetReferencedAssemblies();

        Assert.All(references, reference => Assert.True(
            File.Exists(Path.Combine(framework, $"{reference.Name}.dll")), $"{reference.Name} is not in the framework"));
    }

    [Fact]
    public void Every_public_type_stands_in_the_namespace_that_is_the_wire_identity() => Assert.All(
        typeof(ObjectClassified).Assembly.GetExportedTypes(), type => Assert.Equal("Streaming.Contracts", type.Namespace));
}
