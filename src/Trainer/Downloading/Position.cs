namespace Streaming.Trainer.Downloading;

/// <summary>How far a download is. See <see cref="SkyServerQuery"/> for the slices.</summary>
/// <param name="Width">How many of the <see cref="Remainders"/> make a slice.</param>
/// <param name="Slice">The one in work.</param>
/// <param name="After">The last spectrum of it that has been read; 0 at its beginning.</param>
internal sealed record Position(int Width, int Slice, ulong After)
{
    /// <summary>A prime: spectra are told apart by what is left of plate and fibre when divided by it.</summary>
    public const int Remainders = 1_000_003;

    /// <summary>The slice's first remainder.</summary>
    public int First => (int)Math.Min((long)Slice * Width, Remainders);

    /// <summary>The slice's last remainder.</summary>
    public int Last => (int)Math.Min((Slice + 1L) * Width, Remainders) - 1;

    public bool IsEnd => First >= Remainders;

    /// <summary>Begins a download of some of the spectra.</summary>
    /// <param name="share">Which share of them a slice is to have; all when it is 1 or more.</param>
    public static Position Begin(double share) =>
        new((int)Math.Clamp(Math.Ceiling(share * Remainders), 1, Remainders), 0, 0);

    /// <summary>Where to go on after a page; a short one was the slice's last.</summary>
    public Position Past(IReadOnlyList<SurveyRow> page, int asked) =>
        page.Count < asked ? this with { Slice = Slice + 1, After = 0 } : this with { After = page[^1].Spectrum };
}
