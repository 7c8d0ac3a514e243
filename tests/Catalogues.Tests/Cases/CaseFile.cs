namespace Streaming.Catalogues.Tests.Cases;

/// <summary>A small file of a shape that people have, and what comes of it.</summary>
/// <param name="Name">Its name in the folder.</param>
/// <param name="Rows">Rows that are read where it is read.</param>
/// <param name="Fault">Words of the message that refuses it, whoever reads it; null where it is read.</param>
/// <param name="ClassFault">What refuses it where classes are needed; null where they are clear.</param>
internal sealed record CaseFile(string Name, int Rows, string? Fault = null, string? ClassFault = null)
{
    /// <summary>Words of the message that refuses it; null where it is read.</summary>
    /// <param name="needsClasses">Whether classes are needed, as for training.</param>
    public string? FaultOf(bool needsClasses) => Fault ?? (needsClasses ? ClassFault : null);
}
