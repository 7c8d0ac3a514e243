using Streaming.Catalogues.Tables;

namespace Streaming.Catalogues.VoTables;

/// <summary>The rows of a table in one of its serialisations.</summary>
internal interface IVoRows
{
    /// <summary>Whether rows stand at lines of a text.</summary>
    bool HasLines { get; }

    /// <summary>Adds the next row, or what is wrong with it.</summary>
    /// <returns>False when there is none.</returns>
    bool ReadRow(TableBlock block);
}
