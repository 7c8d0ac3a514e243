namespace Streaming.Catalogues.Fits;

/// <summary>The units of a FITS file: the first of them and its extensions (section 3.1).</summary>
internal static class FitsUnits
{
    private const int SkippedAtOnce = 64 * 1024;

    /// <summary>
    /// Goes to the first table that has rows, else to the first table. Images and what else stands before it are passed
    /// over by the size of their data.
    /// </summary>
    /// <returns>Its header. The rows are what comes next, unless it has none.</returns>
    /// <exception cref="CatalogueException">There is no table, or the file ends before it.</exception>
    public static FitsHeader FindTable(Stream input)
    {
        FitsHeader? empty = null;
        var others = new List<string>();
        for (var next = FitsHeader.Read(input, "SIMPLE"); next is not null; next = FitsHeader.Read(input, "XTENSION"))
        {
            if (next.Text("XTENSION") is "BINTABLE" or "TABLE" && !next.IsTrue("ZIMAGE"))
            {
                if (next.Size("NAXIS2") > 0)
                {
                    return Whole(next);
                }

                empty ??= next;
            }
            else if (next.Size("NAXIS", 0) > 0)
            {
                others.Add(next.IsTrue("ZIMAGE") ? "a compressed image" : "an image");
            }

            if (!Skip(input, next))
            {
                break;
            }
        }

        return empty is not null ? Whole(empty)
            : throw new CatalogueException(others is [var first, ..] ? $"no table in it: {first}" : "no table in it");
    }

    private static FitsHeader Whole(FitsHeader table) => table.IsTrue("ZTABLE")
        ? throw new CatalogueException("a compressed table: uncompress it (CFITSIO's funpack)")
        : table;

    // Section 4.4.1, equations 1 and 2. What is too large for a number is larger than the file.
    private static long DataSize(FitsHeader header)
    {
        var axes = header.Size("NAXIS", 0);
        if (axes == 0)
        {
            return 0;
        }

        // Section 6: random groups have no first axis.
        var first = header.IsTrue("GROUPS") && header.Size("NAXIS1") == 0 ? 2 : 1;
        Int128 size = 1;
        for (var axis = first; axis <= Math.Min(axes, 999); axis++)
        {
            size = Bounded(size * header.Size($"NAXIS{axis}"));
        }

        size = Bounded(Bounded(size + header.Size("PCOUNT", 0)) * header.Size("GCOUNT", 1));
        return (long)Bounded(size * Math.Abs(Math.Clamp(header.Integer("BITPIX") ?? 8, -64, 64)) / 8);
    }

    private static Int128 Bounded(Int128 size) => Int128.Min(size, long.MaxValue - FitsHeader.BlockSize);

    // False where the file ends; that may be in what fills the last block.
    private static bool Skip(Stream input, FitsHeader header)
    {
        var size = DataSize(header);
        var rest = (size + FitsHeader.BlockSize - 1) / FitsHeader.BlockSize * FitsHeader.BlockSize;
        var fill = rest - size;
        var buffer = new byte[SkippedAtOnce];
        while (rest > 0)
        {
            var read = input.Read(buffer, 0, (int)Math.Min(rest, buffer.Length));
            if (read == 0)
            {
                return rest <= fill ? false : throw new CatalogueException("the file ends before a table begins");
            }

            rest -= read;
        }

        return true;
    }
}
