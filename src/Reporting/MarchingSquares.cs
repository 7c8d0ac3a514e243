namespace Streaming.Reporting;

/// <summary>Finds lines of equal value on a grid (marching squares, after Lorensen and Cline 1987).</summary>
internal static class MarchingSquares
{
    /// <summary>Traces one level.</summary>
    /// <param name="values">Value of every cell, first index the row from the bottom.</param>
    /// <param name="level">The value to follow.</param>
    /// <returns>Ends of short lines in shares of the grid, from 0 to 1 on either axis.</returns>
    public static List<((double X, double Y) From, (double X, double Y) To)> Trace(double[,] values, double level)
    {
        var (rows, columns) = (values.GetLength(0), values.GetLength(1));
        var lines = new List<((double, double), (double, double))>();
        for (var row = -1; row < rows; row++)
        {
            for (var column = -1; column < columns; column++)
            {
                // Corners run around the square, from the lower left, against the clock.
                double[] corner = [At(row, column), At(row, column + 1), At(row + 1, column + 1), At(row + 1, column)];
                var crossings = new List<(double, double)>(4);
                for (var side = 0; side < 4; side++)
                {
                    var (from, to) = (corner[side], corner[(side + 1) % 4]);
                    if (from >= level != to >= level)
                    {
                        crossings.Add(Place(row, column, side, (level - from) / (to - from)));
                    }
                }

                for (var i = 0; i + 1 < crossings.Count; i += 2)
                {
                    lines.Add((crossings[i], crossings[i + 1]));
                }
            }
        }

        return lines;

        // Beyond the edge there is nothing: lines close.
        double At(int row, int column) =>
            row < 0 || row >= rows || column < 0 || column >= columns ? 0 : values[row, column];

        // A cell's value stands at its middle.
        (double, double) Place(int row, int column, int side, double along)
        {
            var (across, up) = side switch
            {
                0 => (along, 0.0),
                1 => (1.0, along),
                2 => (1 - along, 1.0),
                _ => (0.0, 1 - along),
            };
            return ((column + 0.5 + across) / columns, (row + 0.5 + up) / rows);
        }
    }
}
