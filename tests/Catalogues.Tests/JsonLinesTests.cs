using Streaming.Catalogues.Tables;

namespace Streaming.Catalogues.Tests;

public sealed class JsonLinesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Members_become_columns_and_those_of_measurements_too()
    {
        var table = Read(
            """
            {"id":"a","u":20.50,"measurements":{"w1":17.25,"psfMag_r":null},"tags":[1, {"x": 2}]}

            {"u":-1e-3,"id":"b \"q\" \u00e9\n","ok":true}
            {"id":null,"u":NaN,"measurements":{"w1":-Infinity},"ok":"NaN is a word"}
            """);

        Assert.Equal(["id", "u", "w1", "psfMag_r", "tags", "ok"], table.Names);
        Assert.Equal(
            [
                "a 20.50 17.25  [1, {\"x\": 2}] ",
                "b \"q\" é\n -1e-3    true",
                "     NaN is a word",
            ],
            table.Rows);
        Assert.Equal([1L, 3, 4], table.Lines);
    }

    [Fact]
    public void A_line_that_is_no_object_is_a_fault_of_that_line()
    {
        var table = Read("{\"u\":1}\n42\n{\"u\":\n{\"u\":2}");

        Assert.Equal(["1", "2"], table.Rows);
        Assert.Equal(
            [(2L, "not a JSON object"), (3, "not JSON")], table.Unread.Select(unread => (unread.Line, unread.Why)));
    }

    [Fact]
    public void Half_of_a_character_is_a_fault_of_its_line()
    {
        // Found by fuzzing: it ended the whole table, and with no word of which line.
        var table = Read("{\"u\":1}\n{\"u\\ud800\":1}\n{\"u\":\"\\ud800\"}\n{\"u\":2}");

        const string why = "a name or a text that is not of Unicode characters";
        Assert.Equal(["1", "2"], table.Rows);
        Assert.Equal([(2L, why), (3, why)], table.Unread.Select(unread => (unread.Line, unread.Why)));
    }

    [Fact]
    public void Lines_are_read_across_the_blocks_of_a_long_file()
    {
        var text = string.Concat(Enumerable.Range(0, 50_000).Select(i => $"{{\"id\":\"object {i}\",\"u\":{i}.5}}\r\n"));

        var table = Read(text);

        Assert.Equal(Enumerable.Range(0, 50_000).Select(i => $"object {i} {i}.5"), table.Rows);
        Assert.Equal(50_000, table.Lines[^1]);
    }

    [Fact]
    public void A_text_with_escapes_stands_beside_a_bare_word() =>
        Assert.Equal(["NaN \"Infinity  2"], Read("""{"id":"NaN \"Infinity","u":NaN,"g":2}""").Rows);

    [Fact]
    public void What_only_later_lines_have_is_passed_over_and_told()
    {
        var early = string.Concat(Enumerable.Repeat("{\"u\":1}\n", 100_000));
        using var file = TableFile.Open(_folder.Write("t.jsonl", early + "{\"u\":2,\"late\":3}"));

        for (var block = file.Reader.NewBlock(); file.Reader.Read(block);) Assert.Single(block.Columns);

        Assert.Equal(["not read, since the first lines do not have it: late"], file.Reader.Notes);
    }

    [Fact]
    public void An_observation_may_have_any_of_its_members_in_any_line()
    {
        var table = Read("""{"alpha":1,"delta":2,"class":"STAR","measurements":{"w1":3}}""");

        Assert.Equal(
            [
                "alpha", "delta", "class", "w1", "observationId", "observedAt", "u", "g", "r", "i", "z", "redshift",
                "visitId", "source",
            ],
            table.Names);
    }

    private TextTable Read(string text) => TextTable.Of(_folder.Write("t.jsonl", text));
}
