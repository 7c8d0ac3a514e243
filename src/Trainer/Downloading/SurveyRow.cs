namespace Streaming.Trainer.Downloading;

/// <summary>One row of the service's answer.</summary>
/// <param name="Spectrum">specObjID, the key of the spectrum.</param>
/// <param name="Object">objID, the key of the object in the images.</param>
/// <param name="Line">The row as a line of the file.</param>
internal sealed record SurveyRow(ulong Spectrum, string Object, string Line);
