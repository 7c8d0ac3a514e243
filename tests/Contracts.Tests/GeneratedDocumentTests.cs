using Streaming.ContractDocuments;
using Xunit;

namespace Streaming.Contracts.Tests;

/// <summary>What the checkout holds is what the records give; <c>make documents</c> writes it anew.</summary>
public sealed class GeneratedDocumentTests
{
    private static readonly Dictionary<string, string> Made =
        DocumentFiles.Make().ToDictionary(file => file.Path, file => file.Text);

    public static TheoryData<string> Paths => [.. Made.Keys];

    [Theory]
    [MemberData(nameof(Paths))]
    public void A_document_is_as_the_records_give_it(string path) =>
        Assert.Equal(Made[path], File.ReadAllText(Path.Combine(Documents.Folder, path)));

    [Fact]
    public void Every_message_has_its_document_and_its_channel()
    {
        Assert.Equal(Messages.Examples.Keys.Order(), DocumentFiles.Messages.Select(message => message.Name).Order());
        Assert.Equal(
            Messages.Examples.Keys.Order(), Channel.All.Select(channel => channel.Name).Order());
    }

    [Fact]
    public void The_exchanges_are_those_of_the_contract()
    {
        Assert.Equal(ObservationsTopology.Exchange, Channel.Of<ObservationReceived>().Exchange);
        Assert.Equal(ObservationsTopology.BulkExchange, Channel.Of<ObservationBatchReceived>().Exchange);
        Assert.Equal(LabelsTopology.Exchange, Channel.Of<ObservationLabelled>().Exchange);
    }
}
