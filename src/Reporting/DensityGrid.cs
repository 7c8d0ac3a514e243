namespace Streaming.Reporting;

/// <summary>Counts points on a grid over the frame of a chart, to draw any number of them in the same time.</summary>
internal sealed class DensityGrid
{
    private readonly Axis _x;
    private readonly Axis _y;
    private readonly double[,] _counts;

    /// <param name="x">Horizontal axis of the chart.</param>
    /// <param name="y">Vertical axis of the chart.</param>
    /// <param name="columns">Cells from left to right.</param>
    /// <param name="rows">Cells from bottom to top.</param>
    public DensityGrid(Axis x, Axis y, int columns, int rows)
    {
        _x = x;
        _y = y;
        _counts = new double[rows, columns];
    }

    private int Rows => _counts.GetLength(0);

    private int Columns => _counts.GetLength(1);

    public DensityGrid Add(IEnumerable<(double X, double Y)> points)
    {
        foreach (var (px, py) in points)
        {
            var column = (int)Math.Floor(_x.Position(px) * Columns);
            var row = (int)Math.Floor(_y.Position(py) * Rows);
            if (column >= 0 && column < Columns && row >= 0 && row < Rows)
            {
                _counts[row, column]++;
            }
        }

        return this;
    }

    /// <summary>
    /// The counts as a picture, darker where there are more, on a logarithmic scale: single points show.
    /// </summary>
    public byte[] ToPng()
    {
        var most = Math.Log(1 + Math.Max(1, _counts.Cast<double>().Max()));
        var opacity = new byte[Rows, Columns];
        for (var row = 0; row < Rows; row++)
        {
            for (var column = 0; column < Columns; column++)
            {
                // Pictures run downwards. A single point is given a fifth of the full darkness.
                var count = _counts[Rows - 1 - row, column];
                opacity[row, column] = count == 0 ? (byte)0 : (byte)(45 + 150 * Math.Log(1 + count) / most);
            }
        }

        return PngImage.Encode(opacity);
    }

    /// <summary>Lines of equal density that hold a share of all points inside.</summary>
    /// <param name="share">In (0, 1).</param>
    /// <returns>Ends of short lines in shares of the frame, from 0 to 1 on either axis.</returns>
    public List<((double X, double Y) From, (double X, double Y) To)> Contour(double share)
    {
        var smooth = Smoothed();
        var sorted = smooth.Cast<double>().OrderDescending().ToArray();
        var (wanted, sum, level) = (share * sorted.Sum(), 0.0, 0.0);
        foreach (var one in sorted)
        {
            sum += one;
            level = one;
            if (sum >= wanted)
            {
                break;
            }
        }

        return level <= 0 ? [] : MarchingSquares.Trace(smooth, level);
    }

    // Twice a mean over five cells each way, which is nearly a normal distribution of two cells' width.
    private double[,] Smoothed()
    {
        var current = _counts;
        for (var pass = 0; pass < 2; pass++)
        {
            current = Mean(Mean(current, 1, 0), 0, 1);
        }

        return current;
    }

    private double[,] Mean(double[,] values, int down, int across)
    {
        const int Reach = 2;
        var result = new double[Rows, Columns];
        for (var row = 0; row < Rows; row++)
        {
            for (var column = 0; column < Columns; column++)
            {
                for (var step = -Reach; step <= Reach; step++)
                {
                    var (fromRow, fromColumn) = (row + step * down, column + step * across);
                    if (fromRow >= 0 && fromRow < Rows && fromColumn >= 0 && fromColumn < Columns)
                    {
                        result[row, column] += values[fromRow, fromColumn] / (2 * Reach + 1);
                    }
                }
            }
        }

        return result;
    }
}
