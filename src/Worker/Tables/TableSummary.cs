using System.Globalization;
using System.Runtime.InteropServices;
using Spectre.Console;
using Streaming.Contracts;

namespace Streaming.Worker.Tables;

/// <summary>Counts what was said of a table. Read by the progress bar while it grows.</summary>
internal sealed class TableSummary
{
    private const int ShownPerReason = 3;

    private readonly Dictionary<SummaryKind, long> _answers = [];
    private readonly Dictionary<string, List<RejectedRow>> _examples = [];
    private readonly Dictionary<string, long> _reasons = [];
    private long _classified;
    private long _rejected;

    public long Classified => Volatile.Read(ref _classified);

    public long Rejected => Volatile.Read(ref _rejected);

    public long Rows => Classified + Rejected;

    /// <summary>Rows for a page of figures; null when there is to be none.</summary>
    public TableSample? Sample { get; init; }

    /// <summary>How many of them were counted before this run.</summary>
    public long RowsBefore { get; private set; }

    /// <summary>What was counted so far.</summary>
    public TableCounts Counts => new(
        Classified,
        Rejected,
        [.. _answers.Select(one => new CountedAnswers(one.Key, one.Value))],
        [.. _reasons.Select(one => new CountedReason(one.Key, one.Value, [.. _examples[one.Key]]))]);

    public void Add(ClassifiedBlock block)
    {
        foreach (var (kind, count) in block.Counts)
        {
            var shown = new SummaryKind(
                kind.Class, kind.IsCertain, kind.IsNovel, kind.Ensemble.Inputs.ToString(), kind.Known);
            CollectionsMarshal.GetValueRefOrAddDefault(_answers, shown, out _) += count;
        }

        Sample?.Add(block);
        foreach (var rejected in block.Rejected)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_reasons, rejected.Reason.Code, out _)++;
            if (!_examples.TryGetValue(rejected.Reason.Code, out var examples))
            {
                _examples[rejected.Reason.Code] = examples = [];
            }

            if (examples.Count < ShownPerReason)
            {
                examples.Add(rejected);
            }
        }

        Volatile.Write(ref _rejected, _rejected + block.Rejected.Count);
        Volatile.Write(ref _classified, _classified + block.Rows.Count);
    }

    /// <summary>Begins with what was counted before.</summary>
    public void Restore(TableCounts counts)
    {
        foreach (var (kind, count) in counts.Answers)
        {
            _answers.Add(kind, count);
        }

        foreach (var (code, count, examples) in counts.Reasons)
        {
            _reasons.Add(code, count);
            _examples.Add(code, [.. examples]);
        }

        RowsBefore = counts.Classified + counts.Rejected;
        Volatile.Write(ref _rejected, counts.Rejected);
        Volatile.Write(ref _classified, counts.Classified);
    }

    /// <summary>Shows all of it.</summary>
    /// <param name="screen">Where.</param>
    /// <param name="lineWord">What a row's number is: line or row.</param>
    public void Write(Screen screen, string lineWord)
    {
        var table = NumberTable.Of("class", "objects", "share", "certain", "novel");
        foreach (var name in ObjectClass.All)
        {
            var objects = Count(kind => kind.Class == name);
            table.AddRow(
                name,
                Text(objects),
                Share(objects, Classified),
                Share(Count(kind => kind.Class == name && kind.IsCertain), objects),
                Share(Count(kind => kind.Class == name && kind.IsNovel), objects));
        }

        screen.Output.Write(table);
        foreach (var inputs in _answers.GroupBy(one => one.Key.Inputs, one => one.Value)
            .OrderByDescending(group => group.Sum()))
        {
            screen.Line($"  by {inputs.Key}: {Text(inputs.Sum())}");
        }

        if (Count(kind => kind.Known is not null) is > 0 and var known)
        {
            var right = Count(kind => kind.Known == kind.Class);
            screen.Line($"  of {Text(known)} rows with a class of their own, {Share(right, known)} are given the same");
        }

        foreach (var (code, count) in _reasons.OrderByDescending(one => one.Value))
        {
            screen.Line($"  rejected, {code}: {Text(count)}");
            foreach (var example in _examples[code])
            {
                screen.Line($"    {lineWord} {example.Line}: {example.Reason.Message}");
            }
        }
    }

    private long Count(Func<SummaryKind, bool> isMeant) =>
        _answers.Where(one => isMeant(one.Key)).Sum(one => one.Value);

    private static string Text(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Share(long part, long whole) =>
        whole == 0 ? "" : ((double)part / whole).ToString("P1", CultureInfo.InvariantCulture);
}
