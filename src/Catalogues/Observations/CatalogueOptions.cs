using System.CommandLine;
using Streaming.Catalogues.Profiles;

namespace Streaming.Catalogues.Observations;

/// <summary>What a command line says about a table's columns: the same options in every program.</summary>
internal sealed class CatalogueOptions
{
    /// <summary>The usual name of the option for the words of classes.</summary>
    public const string ClassesOption = "--classes";

    private readonly Option<string?> _profile = new("--profile")
    {
        Description = "How the survey names its columns: "
            + $"{string.Join(", ", SurveyProfiles.OfBands.Select(profile => profile.Name))}, or a file NAME.json "
            + "[default: recognised by the columns]",
        HelpName = "NAME",
    };

    private readonly Option<string?> _map = new("--map")
    {
        Description = "Which column is what: u=modelMag_u,redshift=z_sp; BAND=psfMag_BAND for u g r i z at once, "
            + "u=flux_u:nanomaggy with a unit (mag, nJy, uJy, mJy, Jy, nanomaggy, maggy, deg, hour, rad), redshift= for none",
        HelpName = "NAME=COLUMN,…",
    };

    private readonly Option<bool> _deredden = new("--deredden")
    {
        Description = "Correct magnitudes for the Galaxy's extinction, by the file's own columns of extinction, "
            + "transmission or reddening (ebv)",
    };

    private readonly Option<string?> _classes;

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="hasClasses">Whether the command looks at classes.</param>
    /// <param name="classes">
    /// What the option for their words is called, where the command has another use for its name.
    /// </param>
    public CatalogueOptions(Command command, bool hasClasses, string classes = ClassesOption)
    {
        _classes = new Option<string?>(classes)
        {
            Description = "What the file's words or codes for classes mean: GALAXY=3,STAR=6",
            HelpName = "CLASS=WORD,…",
        };
        Validate(_profile, SurveyProfiles.Find);
        Validate(_map, ColumnMap.Parse);
        Validate(_classes, ClassWords.Parse);
        Option[] options = hasClasses ? [_profile, _map, _classes, _deredden] : [_profile, _map, _deredden];
        foreach (var option in options)
        {
            command.Options.Add(option);
        }
    }

    /// <summary>What was said.</summary>
    public CatalogueRequest Read(ParseResult parsed) => new()
    {
        Profile = parsed.GetValue(_profile) is { } profile ? SurveyProfiles.Find(profile) : null,
        Map = parsed.GetValue(_map) is { } map ? ColumnMap.Parse(map) : ColumnMap.Empty,
        Classes = parsed.GetValue(_classes) is { } classes ? ClassWords.Parse(classes) : ClassWords.Default,
        Deredden = parsed.GetValue(_deredden),
        Said = Said(parsed),
    };

    private string Said(ParseResult parsed)
    {
        (string Option, string? Value)[] said =
        [
            (_profile.Name, parsed.GetValue(_profile)),
            (_map.Name, parsed.GetValue(_map)),
            (ClassesOption, parsed.GetValue(_classes)),
        ];
        return string.Join(' ', said.Where(one => one.Value is not null)
            .Select(one => $"{one.Option} {Quoted(one.Value!)}")
            .Concat(parsed.GetValue(_deredden) ? [_deredden.Name] : []));
    }

    // As a POSIX shell takes it, where it has blanks in it.
    private static string Quoted(string value) => value.Contains(' ', StringComparison.Ordinal) ? $"'{value}'" : value;

    private static void Validate(Option<string?> option, Func<string, object> read) => option.Validators.Add(result =>
    {
        try
        {
            if (result.GetValueOrDefault<string?>() is { } text)
            {
                read(text);
            }
        }
        catch (CatalogueException fault)
        {
            result.AddError($"{option.Name}: {fault.Message}");
        }
    });
}
