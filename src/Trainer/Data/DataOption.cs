using System.CommandLine;

namespace Streaming.Trainer.Data;

/// <summary><c>--data</c>: the files to read.</summary>
internal static class DataOption
{
    private const string Meaning = "CSV export with classes: the Kaggle SDSS17 format or SkyServer's (DR14 to DR18)";

    public static Option<string[]> Several() => new("--data")
    {
        Description = $"{Meaning}; may be repeated",
        HelpName = "FILE",
        Required = true,
        Arity = ArgumentArity.OneOrMore,
    };

    /// <param name="purpose">What it is for.</param>
    public static Option<string[]> Optional(string purpose) => new("--data")
    {
        Description = $"{purpose}. {Meaning}; may be repeated",
        HelpName = "FILE",
        Arity = ArgumentArity.OneOrMore,
    };

    public static Option<string> One() => new("--data")
    {
        Description = Meaning,
        HelpName = "FILE",
        Required = true,
    };
}
