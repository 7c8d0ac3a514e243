using System.Buffers.Binary;
using System.IO.Compression;
using Streaming.Reporting;

namespace Streaming.Trainer.Tests.Reporting;

public sealed class PageTests
{
    [Fact]
    public void What_stands_in_a_file_cannot_become_part_of_the_page()
    {
        var page = new Page("<script>", "a & b");
        page.Section("Rows").Text("<b>bold</b>").Table(new DataTable(["<i>"], [["<img src=x>"]]));

        var html = page.ToHtml();

        Assert.DoesNotContain("<script>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
        Assert.Contains("a &amp; b", html, StringComparison.Ordinal);
    }

    [Fact]
    public void An_inverted_axis_puts_the_smaller_value_at_the_far_end()
    {
        var bright = Axis.Linear("r, mag", 24, 14);

        Assert.Equal((0.0, 1.0, 0.5), (bright.Position(24), bright.Position(14), bright.Position(19)));
        Assert.Equal([14, 16, 18, 20, 22, 24], bright.Ticks.Select(tick => tick.Value));
    }

    [Fact]
    public void Redshift_runs_as_the_logarithm_of_one_plus_it()
    {
        var axis = Axis.Redshift(0, 3);

        Assert.Equal(0.5, axis.Position(1), 1e-12);
        Assert.Equal(["0", "0.2", "0.5", "1", "1.5", "2", "3"], axis.Ticks.Select(tick => tick.Label));
    }

    [Fact]
    public void A_histogram_has_the_area_of_what_lies_in_it()
    {
        var density = Histogram.Density([0.1, 0.2, 0.6, 5], 0, 1, 2);

        Assert.Equal([1, 0.5], density);
    }

    [Fact]
    public void The_sky_is_projected_with_right_ascension_to_the_left()
    {
        Assert.Equal((0.0, 0.0), SkyMap.Project(180, 0));
        Assert.True(SkyMap.Project(200, 0).X < 0);
        Assert.Equal(1, SkyMap.Project(180, 90).Y, 1e-9);

        // Equal areas: half of the northern sky lies below 30°, and so must half of the upper half of the disc.
        var height = SkyMap.Project(180, 30).Y;
        var below = Enumerable.Range(0, 10_000)
            .Sum(i => 2 * Math.Sqrt(1 - Math.Pow((i + 0.5) / 10_000 * height, 2)) * height / 10_000);
        Assert.Equal(0.5, below / (Math.PI / 2), 1e-4);
    }

    [Fact]
    public void A_picture_is_a_png_with_its_pixels()
    {
        var png = PngImage.Encode(new byte[,] { { 1, 2, 3 }, { 4, 5, 6 } });

        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], png[..4]);
        Assert.Equal((3, 2), (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)),
            BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20))));

        // The end chunk and its check sum are the same in every PNG there is.
        Assert.Equal([0, 0, 0, 0, (byte)'I', (byte)'E', (byte)'N', (byte)'D', 0xAE, 0x42, 0x60, 0x82], png[^12..]);
        using var pixels = new ZLibStream(new MemoryStream(png[41..^16]), CompressionMode.Decompress);
        using var raw = new MemoryStream();
        pixels.CopyTo(raw);
        Assert.Equal([0, 0, 1, 0, 2, 0, 3, 0, 0, 4, 0, 5, 0, 6], raw.ToArray());
    }

    [Fact]
    public void A_contour_holds_its_share_of_the_points()
    {
        var axis = Axis.Linear("", 0, 1);
        var random = new Random(1);
        var points = Enumerable.Range(0, 20_000).Select(_ => (Middle(), Middle())).ToList();
        var lines = new DensityGrid(axis, axis, 100, 100).Add(points).Contour(0.5);

        // A normal distribution in two dimensions holds half within 1.177 deviations of 0.1.
        Assert.All(lines, line => Assert.Equal(0.118, Math.Sqrt(Square(line.From.X) + Square(line.From.Y)), 0.03));

        double Middle() => 0.5 + (Enumerable.Range(0, 12).Sum(_ => random.NextDouble()) - 6) * 0.1;
        double Square(double value) => (value - 0.5) * (value - 0.5);
    }
}
