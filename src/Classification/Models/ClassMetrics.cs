namespace Streaming.Classification.Models;

/// <summary>Metrics of one class against the rest; fractions of 1.</summary>
/// <param name="Precision">Share of the rows given this class that are of it.</param>
/// <param name="Recall">Share of the rows of this class that were given it.</param>
/// <param name="F1">Harmonic mean of the two.</param>
/// <param name="Rows">Rows of this class.</param>
internal sealed record ClassMetrics(double Precision, double Recall, double F1, int Rows);
