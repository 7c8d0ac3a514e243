using System.Reflection;
using Streaming.Catalogues.Observations;

namespace Streaming.Worker.Tables;

/// <summary>What a run was asked for: what is left of it is gone on with only where all of this is the same.</summary>
internal sealed record TableRequest
{
    /// <summary>Path of the table.</summary>
    public required string Input { get; init; }

    /// <summary>Bytes of the table.</summary>
    public required long Size { get; init; }

    /// <summary>When the table was last written.</summary>
    public required DateTime Written { get; init; }

    /// <summary>Version and fingerprint of the model.</summary>
    public required string Model { get; init; }

    /// <summary>What is scored by beside the model: coverage and class shares.</summary>
    public required string Settings { get; init; }

    /// <summary>Which column is what.</summary>
    public required string Meaning { get; init; }

    public required string? Columns { get; init; }

    public required string? Source { get; init; }

    /// <summary>Path of the table of rejected rows.</summary>
    public required string? Rejected { get; init; }

    /// <summary>Version of the program.</summary>
    public required string Program { get; init; }

    public static TableRequest Of(TableFiles files, Catalogue catalogue, TableClassifier classifier) => new()
    {
        Input = Path.GetFullPath(files.Input),
        Size = new FileInfo(files.Input).Length,
        Written = File.GetLastWriteTimeUtc(files.Input),
        Model = $"{classifier.Version} {classifier.Fingerprint}",
        Settings = classifier.Settings,
        Meaning = catalogue.Columns.Meaning,
        Columns = files.Columns is null ? null : string.Join(',', files.Columns),
        Source = classifier.Source,
        Rejected = files.Rejected is null ? null : Path.GetFullPath(files.Rejected),
        Program = typeof(TableRequest).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
            .InformationalVersion,
    };

    /// <summary>Why what another run left is not gone on with; null where it asked for the same.</summary>
    public string? DiffersFrom(TableRequest before) =>
        Input != before.Input ? $"it is of another table, {before.Input}"
        : (Size, Written) != (before.Size, before.Written) ? $"{Input} was changed since"
        : Model != before.Model ? $"it is by another model, {before.Model.Split(' ')[0]}"
        : Settings != before.Settings ? "the settings of coverage or class shares were others"
        : Meaning != before.Meaning ? "columns are taken otherwise (--profile, --map, --classes, --deredden)"
        : Columns != before.Columns ? "--columns was another"
        : Source != before.Source ? "--source was another"
        : Rejected != before.Rejected ? "--rejected was another"
        : Program != before.Program ? $"the worker was another, {before.Program}"
        : null;
}
