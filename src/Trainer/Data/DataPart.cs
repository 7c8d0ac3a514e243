namespace Streaming.Trainer.Data;

/// <summary>Which rows of a file are meant.</summary>
internal enum DataPart
{
    All,

    /// <summary>The rows that no training ever sees.</summary>
    HoldOut,

    /// <summary>All others.</summary>
    Training,
}
