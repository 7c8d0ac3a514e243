namespace Streaming.Classification.Models.Storage;

/// <summary>The content of the object <c>.lease.json</c> in S3.</summary>
/// <param name="Holder">Who holds the lease; null when nobody does.</param>
/// <param name="Id">Tells one holding from another of the same process.</param>
/// <param name="Renewals">How often it was renewed: a holder that lives changes the object.</param>
internal sealed record S3LeaseState(LeaseHolder? Holder, Guid Id, int Renewals);
