using System.Buffers.Binary;
using System.Text;
using Streaming.Trainer.Importing;

namespace Streaming.Trainer.Tests.Importing;

public sealed class UbjsonTests
{
    [Theory]
    [InlineData("null", "Z")]
    [InlineData("[true,false]", "[TF]")]
    [InlineData("[-1,255,-2]", "[i\u00ffU\u00ffI\u00ff\u00fe]")]
    [InlineData("[65536,-3]", "[l\0\u0001\0\0L\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00fd]")]
    [InlineData("[0.1,0.1]", "[d=\u00cc\u00cc\u00cdD?\u00b9\u0099\u0099\u0099\u0099\u0099\u009a]")]
    [InlineData("[\"NaN\",\"Infinity\"]", "[d\u007f\u00c0\0\0D\u007f\u00f0\0\0\0\0\0\0]")]
    [InlineData("[\"u\",\"g\"]", "[CuSU\u0001g]")]
    [InlineData("[0.5,-0]", "[$d#L\0\0\0\0\0\0\0\u0002?\0\0\0\u0080\0\0\0")]
    [InlineData("[1,2,3]", "[$U#i\u0003\u0001\u0002\u0003")]
    [InlineData("[[],[]]", "[#i\u0002[#i\0[]")]
    [InlineData("[[1],[]]", "[$[#i\u0002$i#i\u0001\u0001]")]
    [InlineData("{\"a\":{},\"b\":1}", "{L\0\0\0\0\0\0\0\u0001a{}i\u0001bi\u0001}")]
    [InlineData("{\"a\":1}", "{$i#i\u0001i\u0001a\u0001")]
    [InlineData("{}", "{#i\0")]
    public void What_it_says_is_said_in_JSON(string json, string ubjson) => Assert.Equal(json, Converted(ubjson));

    [Theory]
    [InlineData("cut off or broken: it ends at byte 0", "")]
    [InlineData("cut off or broken: it ends at byte 3", "d\0\0")]
    [InlineData("cut off or broken", "{i\u0001a")]
    [InlineData("cut off or broken", "[")]
    [InlineData("cut off or broken", "[$d#i\u0002?\0\0\0?\0")]
    [InlineData("'H' is no type that XGBoost writes", "Hi\u00011")]
    [InlineData("0x00 is no type", "[\0]")]
    [InlineData("a count has no whole number but type 'd'", "Sd\0\0\0\0")]
    [InlineData("a count is negative", "[#i\u00ff")]
    [InlineData("a count of 9114861777597660798 is more than the 1 bytes left", "[$d#L~~~~~~~~x")]
    [InlineData("a count of 2000000000 is more than the 0 bytes left", "{l\u0077\u0035\u0094\0")]
    [InlineData("'Z' is no type of a list", "[$Z#l\u0077\u0035\u0094\0")]
    [InlineData("a type without a count", "[$d]")]
    [InlineData("a text is too long or not UTF-8", "Si\u0001\u00ff")]
    [InlineData("a text is too long or not UTF-8", "{i\u0001\u00ffZ}")]
    [InlineData("3 bytes follow after the model's end", "ZZZZ")]
    public void What_is_broken_is_refused_with_its_place(string reason, string ubjson) => Assert.Contains(
        reason, Assert.Throws<FailureException>(() => Converted(ubjson)).Message, StringComparison.Ordinal);

    [Fact]
    public void As_deep_as_JSON_may_be_it_may_be_and_no_deeper()
    {
        Assert.Equal(128, Converted(new string('[', 64) + new string(']', 64)).Length);
        foreach (var opening in (string[])["[", "{i\u0001a", "[#i\u0001", "[$[#i\u0001"])
        {
            var deep = string.Concat(Enumerable.Repeat(opening, 1_000_000));
            Assert.Contains(
                "more than 64 values within each other",
                Assert.Throws<FailureException>(() => Converted(deep)).Message,
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_grows_beyond_all_models_as_JSON_is_refused()
    {
        // Of one byte each come five: -128 and a comma.
        var length = BoundedRead.Most / 4;
        var content = new byte[9 + length];
        "[$i#l"u8.CopyTo(content);
        BinaryPrimitives.WriteInt32BigEndian(content.AsSpan(5), length);
        content.AsSpan(9).Fill(0x80);

        Assert.Contains(
            "as JSON it has more than 128 MiB",
            Assert.Throws<FailureException>(() => UbjsonToJson.Convert(Source(content), content)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_that_no_JSON_writer_takes_is_refused()
    {
        var content = new byte[6 + BoundedRead.Most];
        "Sl"u8.CopyTo(content);
        BinaryPrimitives.WriteInt32BigEndian(content.AsSpan(2), BoundedRead.Most);

        Assert.Contains(
            "a text is too long",
            Assert.Throws<FailureException>(() => UbjsonToJson.Convert(Source(content), content)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Every_float_comes_back_from_its_digits()
    {
        var random = new Random(21);
        for (var i = 0; i < 20_000; i++)
        {
            var content = new byte[5];
            random.NextBytes(content);
            content[0] = (byte)'d';
            var value = BinaryPrimitives.ReadSingleBigEndian(content.AsSpan(1));
            var text = Encoding.UTF8.GetString(UbjsonToJson.Convert(Source(content), content).Span).Trim('"');

            Assert.Equal(value, float.Parse(text, System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    private static string Converted(string ubjson)
    {
        var content = Encoding.Latin1.GetBytes(ubjson);
        return Encoding.UTF8.GetString(UbjsonToJson.Convert(Source(content), content).Span);
    }

    private static ModelSource Source(byte[] content) => new("--xgboost", "model.ubj", content);
}
