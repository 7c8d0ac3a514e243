using System.Text;
using Streaming.LoadTests.Rounds;
using Xunit;

namespace Streaming.LoadTests.Tests;

public sealed class HttpAnswerTests
{
    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n")]
    public void An_answer_is_whole_with_its_last_byte_and_not_before(string answer)
    {
        var bytes = Encoding.ASCII.GetBytes(answer);

        Assert.True(HttpAnswer.IsWhole(bytes));
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.False(HttpAnswer.IsWhole(bytes.AsSpan(0, length)));
        }
    }

    [Fact]
    public void A_refusal_is_no_answer()
    {
        var bytes = "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"u8.ToArray();

        Assert.Contains("400", Assert.Throws<InvalidDataException>(
            () => HttpAnswer.IsWhole(bytes)).Message, StringComparison.Ordinal);
    }
}
