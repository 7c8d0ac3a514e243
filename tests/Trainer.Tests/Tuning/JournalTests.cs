using Streaming.Classification.Observations;
using Streaming.Trainer.Tuning;

namespace Streaming.Trainer.Tests.Tuning;

public sealed class JournalTests : IDisposable
{
    private static readonly JournalHeader Header = new("abc", SearchSpace.VersionFor(InputSet.Spectroscopic), 42);
    private readonly TemporaryFolder _folder = new();

    private string Place => _folder.File("tuning.trials.jsonl");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_was_appended_is_read_again()
    {
        Write(Made(1, 0.5), Made(2, 0.3), Made(3, 0.1, pruned: true));

        using var journal = Journal.Open(Place, Header);

        Assert.Equal([0.5, 0.3, 0.1], journal.Trials.Select(trial => trial.Loss));
        Assert.Equal(2, journal.Best!.Number);
        Assert.Equal(Made(2, 0.3).Point, journal.Best.Point);
    }

    [Fact]
    public void A_torn_last_line_is_taken_off_at_whatever_byte_it_was_torn()
    {
        Write(Made(1, 0.5), Made(2, 0.3));
        var whole = File.ReadAllBytes(Place);
        var secondStarts = whole.AsSpan()[..^1].LastIndexOf((byte)'\n') + 1;

        for (var length = secondStarts; length < whole.Length; length += 7)
        {
            File.WriteAllBytes(Place, whole[..length]);
            using (var journal = Journal.Open(Place, Header))
            {
                Assert.Equal(1, Assert.Single(journal.Trials).Number);
                journal.Append(Made(2, 0.3));
            }

            Assert.Equal(whole, File.ReadAllBytes(Place));
        }
    }

    [Fact]
    public void A_journal_whose_first_line_is_torn_begins_anew()
    {
        File.WriteAllText(Place, "{\"data\":\"ab");

        using var journal = Journal.Open(Place, Header);

        Assert.Empty(journal.Trials);
    }

    [Fact]
    public void Trials_of_other_data_space_or_seed_are_refused_and_kept()
    {
        Write(Made(1, 0.5));
        var before = File.ReadAllBytes(Place);

        Assert.Contains("other data", Refusal(Header with { Data = "def" }), StringComparison.Ordinal);
        Assert.Contains("another search space", Refusal(Header with { Space = "x" }), StringComparison.Ordinal);
        Assert.Contains("seed 42", Refusal(Header with { Seed = 7 }), StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(Place));
    }

    [Fact]
    public void A_line_damaged_in_the_middle_is_named()
    {
        Write(Made(1, 0.5), Made(2, 0.3));
        var lines = File.ReadAllLines(Place);
        lines[1] = lines[1][..20];
        File.WriteAllText(Place, string.Join('\n', lines) + "\n");

        Assert.Contains("line 2 is damaged", Refusal(Header), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_searches_do_not_write_one_journal()
    {
        using var first = Journal.Open(Place, Header);

        Assert.Contains("another search", Refusal(Header), StringComparison.Ordinal);
    }

    private string Refusal(JournalHeader header) =>
        Assert.Throws<FailureException>(() => Journal.Open(Place, header)).Message;

    private void Write(params Trial[] trials)
    {
        using var journal = Journal.Open(Place, Header);
        foreach (var trial in trials)
        {
            journal.Append(trial);
        }
    }

    private static Trial Made(int number, double loss, bool pruned = false) => new()
    {
        Number = number,
        Point = [.. SearchSpace.Dimensions.Select((_, axis) => axis / 100.0)],
        Loss = loss,
        EarlyLoss = loss,
        Pruned = pruned,
        LogLoss = loss / 2,
        MacroF1 = 0.9,
        QsoRecall = 0.8,
        Rounds = [10, 12],
        Seconds = 1.5,
    };
}
