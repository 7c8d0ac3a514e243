namespace Streaming.Trainer.Tuning;

/// <summary>
/// First line of a journal: what its trials were made of. Trials of anything else do not mix with them.
/// </summary>
/// <param name="Data">SHA-256 of the data, as in a manifest.</param>
/// <param name="Space"><see cref="SearchSpace.VersionFor"/>.</param>
/// <param name="Seed">The seed of the search.</param>
internal sealed record JournalHeader(string Data, string Space, int Seed);
