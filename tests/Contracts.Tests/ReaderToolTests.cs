using Xunit;

namespace Streaming.Contracts.Tests;

/// <summary>The documents by the tools of their readers: AsyncAPI's parser, a validator of JSON Schema.</summary>
public sealed class ReaderToolTests : IClassFixture<NodePackages>
{
    [Fact]
    public async Task The_parser_of_AsyncAPI_finds_nothing_to_say_and_every_message() =>
        Assert.Equal((0, "12 messages on 12 channels"), await NodePackages.CheckAsync("asyncapi"));

    [Fact]
    public async Task A_validator_takes_the_examples_and_misses_what_the_schemas_demand() =>
        Assert.Equal((0, "9 schemas, 14 examples, 51 demands"), await NodePackages.CheckAsync("schemas"));
}
