using System.Text;
using Streaming.Catalogues.Delimited;

namespace Streaming.Catalogues.Tests;

public sealed class DelimitedTests
{
    [Fact]
    public void A_plain_table_is_read()
    {
        using var reader = new DelimitedReader(new MemoryStream(Encoding.UTF8.GetBytes("a,b\n1,x\n2,\"y \"\"z\"\"\"\n")));
        var block = reader.NewBlock();
        Assert.True(reader.Read(block));
        Assert.Equal(["a", "b"], reader.Columns.Select(column => column.Name));
        Assert.Equal(["x", "y \"z\""], Enumerable.Range(0, block.Rows).Select(block.Columns[1].Text));
        Assert.False(reader.Read(block));
    }
}
