namespace Streaming.Classification.Models;

/// <summary>How a model was trained: with the same data this makes the same model again.</summary>
/// <param name="Name">The algorithm, for example <c>LightGBM</c>.</param>
/// <param name="Seed">Seed of every random choice.</param>
/// <param name="Hyperparameters">Every setting by its name in the trainer's options, none left to a default.</param>
/// <param name="Packages">Versions of the libraries that trained it.</param>
/// <param name="Seconds">Wall time of the training itself, seconds.</param>
internal sealed record TrainerDescription(
    string Name,
    int Seed,
    IReadOnlyDictionary<string, string> Hyperparameters,
    IReadOnlyDictionary<string, string> Packages,
    double Seconds);
