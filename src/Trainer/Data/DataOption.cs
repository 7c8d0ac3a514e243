using System.CommandLine;

namespace Streaming.Trainer.Data;

/// <summary><c>--data</c>: the files to read.</summary>
internal static class DataOption
{
    public static Option<string[]> Several() => new("--data")
    {
        Description = "CSV export with classes: the Kaggle SDSS17 format or SkyServer's (DR14 to DR18); may be repeated",
        HelpName = "FILE",
        Required = true,
        Arity = ArgumentArity.OneOrMore,
    };

    public static Option<string> One() => new("--data")
    {
        Description = "CSV export with classes: the Kaggle SDSS17 format or SkyServer's (DR14 to DR18)",
        HelpName = "FILE",
        Required = true,
    };
}
