using Streaming.Catalogues.Tables;
using Streaming.Catalogues.Writing;

namespace Streaming.Catalogues.Tests;

public sealed class TypedColumnsTests
{
    [Theory]
    [InlineData("Integer", "1", "-20", "", "9223372036854775807", "null")]
    [InlineData("Number", "1", "2.5")]
    [InlineData("Number", "+1", "2")]
    [InlineData("Number", "-0", "1e5", "NaN")]
    [InlineData("Text", "007", "1")]
    [InlineData("Text", "9223372036854775808", "1")]
    [InlineData("Text", "1", "STAR")]
    [InlineData("Text", "", "null")]
    public void A_column_of_text_is_what_all_its_values_are(string kind, params string[] values)
    {
        var column = WrittenTable.Texts("a", values);
        var typed = TypedColumns.Of([column], [.. Enumerable.Range(0, values.Length)]);
        Assert.Equal(kind, typed.Columns[0].Kind.ToString());
    }

    [Fact]
    public void A_column_of_numbers_stays_one()
    {
        var typed = TypedColumns.Of([WrittenTable.Numbers("a", 1), WrittenTable.Integers("b", 2)], [0]);
        Assert.Equal([ColumnKind.Number, ColumnKind.Integer], typed.Columns.Select(column => column.Kind));
    }

    [Theory]
    [InlineData("1", "2.5", "'2.5' is no whole number of 64 bits")]
    [InlineData("1", "007", "'007' is no whole number of 64 bits")]
    [InlineData("1.5", "QSO", "'QSO' is no number")]
    public void A_later_value_that_does_not_fit_is_named_with_its_column_and_row(
        string first, string later, string message)
    {
        var typed = TypedColumns.Of([WrittenTable.Texts("z", first, first)], [0, 1]);
        typed.Wrote(2);
        var fault = Assert.Throws<CatalogueException>(() => _ = typed.Columns[0].Kind == ColumnKind.Integer
            ? Do(() => typed.Integers(0, WrittenTable.Texts("z", first, later), [0, 1], new long?[2]))
            : Do(() => typed.Numbers(0, WrittenTable.Texts("z", first, later), [0, 1], new double[2])));
        Assert.StartsWith($"column 'z', row 4: {message}", fault.Message, StringComparison.Ordinal);
    }

    private static bool Do(Action action)
    {
        action();
        return true;
    }
}
