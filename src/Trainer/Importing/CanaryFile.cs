using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using Streaming.Classification.Features;
using Streaming.Classification.Observations;
using Streaming.Trainer.Data;

namespace Streaming.Trainer.Importing;

/// <summary>Reads observations with the probabilities that the original library gave them.</summary>
internal sealed class CanaryFile
{
    private readonly string _path;
    private readonly int[] _values;
    private readonly int[] _probabilities;

    private CanaryFile(string path, string[] header, IReadOnlyList<string> features, IReadOnlyList<string> classes)
    {
        _path = path;
        var needed = Needed(features);
        _values = [.. Column.Numbers.Select((column, i) => needed[i] ? Find(header, column.Aliases) : -1)];
        _probabilities = [.. classes.Select(name => Find(header, [name, $"p_{name}"]))];
    }

    /// <exception cref="FailureException">A column or a number is absent, or there is no row.</exception>
    public static IReadOnlyList<CanaryLine> Read(
        string path, IReadOnlyList<string> features, IReadOnlyList<string> classes)
    {
        try
        {
            using var reader = new StreamReader(path);
            using var parser = new CsvParser(reader, new CsvConfiguration(CultureInfo.InvariantCulture));
            if (!parser.Read())
            {
                throw new FailureException($"--canary {path}: the file is empty");
            }

            var file = new CanaryFile(path, parser.Record!, features, classes);
            var lines = new List<CanaryLine>();
            while (parser.Read())
            {
                lines.Add(file.Line(parser.Record!, parser.RawRow));
            }

            return lines.Count > 0 ? lines : throw new FailureException($"--canary {path}: no row");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or CsvHelperException)
        {
            throw new FailureException($"--canary {path}: cannot be read: {fault.Message}", fault);
        }
    }

    // What a model needs of an observation is what makes a feature NaN when it is.
    private static bool[] Needed(IReadOnlyList<string> features)
    {
        var formulas = features.Select(name => FeatureCatalogue.Find(name)!.Formula).ToList();
        return [.. Column.Numbers.Select((_, lacking) =>
        {
            var values = new double[Column.Numbers.Count];
            values[lacking] = double.NaN;
            var observation = Observation(values);
            return formulas.Exists(formula => double.IsNaN(formula(observation)));
        })];
    }

    private CanaryLine Line(string[] record, int line)
    {
        return new CanaryLine(
            line,
            Observation([.. _values.Select(index => index < 0 ? double.NaN : Number(index))]),
            [.. _probabilities.Select(Number)]);

        double Number(int index)
        {
            var text = index < record.Length ? record[index].Trim() : "";
            return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
                && double.IsFinite(value)
                ? value
                : throw new FailureException($"--canary {_path}: line {line}: '{text}' is not a finite number");
        }
    }

    private static Observation Observation(double[] values) => new(
        values[0], values[1], values[2], values[3], values[4], values[5], values[6], values[7]);

    private int Find(string[] header, string[] names)
    {
        var index = Array.FindIndex(
            header, cell => names.Contains(cell.Trim(), StringComparer.OrdinalIgnoreCase));
        return index >= 0
            ? index
            : throw new FailureException(
                $"--canary {_path}: no column '{names[0]}' (accepted: {string.Join(", ", names)})");
    }
}
