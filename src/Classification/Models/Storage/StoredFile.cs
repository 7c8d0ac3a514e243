namespace Streaming.Classification.Models.Storage;

/// <summary>A file as it was read.</summary>
/// <param name="Content">Its bytes.</param>
/// <param name="Tag">What tells this content from another, where the storage has such a thing (S3's ETag).</param>
internal sealed record StoredFile(byte[] Content, string? Tag = null);
