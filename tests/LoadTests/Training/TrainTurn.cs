namespace Streaming.LoadTests.Training;

/// <summary>What the commands of the trainer took on a number of rows, and what its model is worth.</summary>
/// <param name="Rows">Rows of the file.</param>
/// <param name="Commands">By command.</param>
/// <param name="Quality">The model's figures on the hold-out, by inputs.</param>
internal sealed record TrainTurn(
    int Rows,
    IReadOnlyList<(string Command, ProgramFigures Figures)> Commands,
    IReadOnlyList<HoldOutFigures> Quality);
