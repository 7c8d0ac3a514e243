using System.Runtime.InteropServices;
using System.Text;
using Streaming.Catalogues.Observations;
using Streaming.Catalogues.Tables;
using Streaming.Classification.Observations;
using Streaming.Classification.Scoring;
using Streaming.Contracts;

namespace Streaming.Worker.Tables;

/// <summary>Rows of a table with what the model says of them, in columns beside those of the table.</summary>
internal sealed class ClassifiedBlock
{
    /// <summary>What is written where no class is possible at the level of coverage.</summary>
    public const string NoCandidate = "none";

    /// <summary>The code of a row that is not split into columns.</summary>
    public const string Unreadable = "unreadable";

    private readonly ColumnValues[] _answers = [.. AnswerColumns.Select(column => new ColumnValues(column))];
    // By identity: the same few objects stand in all answers of a model.
    private readonly Dictionary<object, (int Start, int Length)> _words = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<AnswerKind, int> _counts = [];
    private byte[] _text = new byte[256];
    private int _length;
    private readonly List<int> _rows = [];
    private readonly List<RejectedRow> _rejected = [];

    /// <param name="block">Rows of the table.</param>
    public ClassifiedBlock(CatalogueBlock block) => Block = block;

    /// <summary>The columns that are added to a table.</summary>
    public static IReadOnlyList<TableColumn> AnswerColumns { get; } =
    [
        new("predicted_class", ColumnKind.Text),
        new("confidence", ColumnKind.Number),
        new("probability_star", ColumnKind.Number),
        new("probability_galaxy", ColumnKind.Number),
        new("probability_qso", ColumnKind.Number),
        new("candidates", ColumnKind.Text),
        new("novelty", ColumnKind.Number),
        new("inputs", ColumnKind.Text),
        new("priors", ColumnKind.Text),
        new("model", ColumnKind.Text),
    ];

    public CatalogueBlock Block { get; }

    /// <summary>Room for an observation a row, used again by the next block.</summary>
    public Observation[] Observations
    {
        get
        {
            if (field.Length < Block.Rows)
            {
                field = new Observation[Math.Max(Block.Rows, TableReader.BlockRows)];
            }

            return field;
        }
    } = [];

    /// <summary>Values of the added columns, for all rows of the block; of a rejected one there are none.</summary>
    public IReadOnlyList<ColumnValues> Answers => _answers;

    /// <summary>The first row that is asked about: those before it are done.</summary>
    public int FirstRow { get; private set; }

    /// <summary>The first of the rows without columns that is not done.</summary>
    public int FirstUnread { get; private set; }

    /// <summary>Places of the rows that were classified.</summary>
    public List<int> Rows => _rows;

    /// <summary>How many answers there are of each kind.</summary>
    public IReadOnlyDictionary<AnswerKind, int> Counts => _counts;

    /// <summary>The columns that are written, once someone has chosen them.</summary>
    public IReadOnlyList<ColumnValues>? Output { get; set; }

    public IReadOnlyList<RejectedRow> Rejected => _rejected;

    /// <summary>Passes over rows that are done.</summary>
    /// <param name="rows">How many, in this block and those after it.</param>
    /// <param name="unread">The same of rows that could not be split into columns.</param>
    /// <returns>How many there are in those after it.</returns>
    public (long Rows, long Unread) Skip(long rows, long unread)
    {
        FirstRow = (int)Math.Min(rows, Block.Rows);
        FirstUnread = (int)Math.Min(unread, Block.Table.Unread.Count);
        return (rows - FirstRow, unread - FirstUnread);
    }

    /// <summary>Begins with the first row that is not done.</summary>
    public void Clear()
    {
        _rows.Clear();
        _rejected.Clear();
        _counts.Clear();
        foreach (var column in _answers)
        {
            column.Clear();
        }

        for (var row = 0; row < FirstRow; row++)
        {
            AddNothing();
        }
    }

    /// <summary>Adds the next row as rejected.</summary>
    public void Add(int row, RejectionReason reason)
    {
        _rejected.Add(new RejectedRow(Block.Table.Line(row), row, reason));
        AddNothing();
    }

    /// <summary>Adds the next row with its answer.</summary>
    public void Add(int row, Prediction answer, string model)
    {
        _rows.Add(row);
        var kind = new AnswerKind(
            answer.Class,
            answer.Candidates?.Classes is [var only] && only == answer.Class,
            answer.Novelty < ObjectClassified.NovelBelow,
            answer.Ensemble,
            Block.HasClasses ? Block.ClassOf(row) : null);
        CollectionsMarshal.GetValueRefOrAddDefault(_counts, kind, out _)++;
        AddWord(0, answer.Class, static name => (string)name);
        _answers[1].Add(answer.Confidence);
        _answers[2].Add(answer.Probabilities.Star);
        _answers[3].Add(answer.Probabilities.Galaxy);
        _answers[4].Add(answer.Probabilities.Qso);
        AddWord(5, answer.Candidates?.Classes, static classes => Written((IReadOnlyList<string>)classes));
        _answers[6].Add(answer.Novelty ?? double.NaN);
        AddWord(7, answer.Ensemble, static ensemble => ((Ensemble)ensemble).Inputs.ToString());
        AddWord(8, answer.Priors, static name => (string)name);
        AddWord(9, model, static version => (string)version);
    }

    /// <summary>Ends the block: its texts can be read, and its rejected rows are in order.</summary>
    public void Complete()
    {
        _rejected.AddRange(Block.Table.Unread.Skip(FirstUnread).Select(unread => new RejectedRow(
            unread.Line, Row: null, new RejectionReason { Code = Unreadable, Message = unread.Why })));
        _rejected.Sort((one, other) => one.Line.CompareTo(other.Line));
        foreach (var column in _answers)
        {
            column.UseText(_text);
        }
    }

    private void AddNothing()
    {
        foreach (var column in _answers)
        {
            if (column.Column.Kind == ColumnKind.Text)
            {
                column.Add(0, 0);
            }
            else
            {
                column.Add(double.NaN);
            }
        }
    }

    private static string Written(IReadOnlyList<string> candidates) =>
        candidates.Count == 0 ? NoCandidate : string.Join(' ', candidates);

    // A few words stand in all rows: each is written down once.
    private void AddWord(int column, object? meant, Func<object, string> word)
    {
        var place = (Start: 0, Length: 0);
        if (meant is not null && !_words.TryGetValue(meant, out place))
        {
            var bytes = Encoding.UTF8.GetBytes(word(meant));
            if (_length + bytes.Length > _text.Length)
            {
                Array.Resize(ref _text, 2 * (_length + bytes.Length));
            }

            bytes.CopyTo(_text, _length);
            _words[meant] = place = (_length, bytes.Length);
            _length += bytes.Length;
        }

        _answers[column].Add(place.Start, place.Length);
    }
}

/// <summary>What answers have in common, to be counted.</summary>
/// <param name="Class">The class.</param>
/// <param name="IsCertain">Whether it is the only candidate.</param>
/// <param name="IsNovel">Whether the object is called novel.</param>
/// <param name="Ensemble">What it was scored by.</param>
/// <param name="Known">The class in the table; null where there is none.</param>
internal readonly record struct AnswerKind(string Class, bool IsCertain, bool IsNovel, Ensemble Ensemble, string? Known);

/// <summary>A row that cannot be classified.</summary>
/// <param name="Line">Where it stands.</param>
/// <param name="Row">Its place in the block; null where it could not be split into columns.</param>
/// <param name="Reason">Why.</param>
internal sealed record RejectedRow(long Line, int? Row, RejectionReason Reason);
