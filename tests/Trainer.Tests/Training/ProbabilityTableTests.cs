using Streaming.Trainer.Training;

namespace Streaming.Trainer.Tests.Training;

public sealed class ProbabilityTableTests
{
    private static readonly float[][] Rows = [[0.5f, 0.25f, 0.25f], [0.1f, 0.45f, 0.45f], [0, 0, 1]];

    [Fact]
    public void It_holds_what_arrays_held()
    {
        var table = ProbabilityTable.Of(Rows);

        Assert.Equal(Rows, table);
        Assert.Same(table, ProbabilityTable.Of(table));
        Assert.Equal([Rows[2], Rows[0]], table.Part([2, 0]));
        Assert.Empty(ProbabilityTable.Of([]));
    }

    // As Array.IndexOf of the largest value has it.
    [Fact]
    public void Of_equal_probabilities_the_first_is_the_top()
    {
        var table = ProbabilityTable.Of(Rows);

        Assert.Equal([0, 1, 2], Enumerable.Range(0, 3).Select(table.Top));
        Assert.Equal([0.5f, 0.45f, 1], Enumerable.Range(0, 3).Select(table.Highest));
    }
}
