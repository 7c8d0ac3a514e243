using Streaming.Catalogues;
using Streaming.Catalogues.Tables;
using Streaming.Catalogues.Writing;
using Streaming.Contracts;
using Streaming.Telescope.Watching;
using Xunit;

namespace Streaming.Telescope.Tests.Watching;

public sealed class EventTableTests
{
    private static readonly Guid Id = new(7, 0, 0, new byte[8]);

    private static readonly ObjectClassified Event = new()
    {
        ObservationId = "1237650000000000000",
        Class = ObjectClass.Qso,
        Confidence = 0.75,
        Probabilities = new ClassProbabilities { Star = 0.125, Galaxy = 0.125, Qso = 0.75 },
        Candidates = new CandidateClasses { Coverage = 0.95, Classes = [ObjectClass.Galaxy, ObjectClass.Qso] },
        Novelty = 0.5,
        Inputs = ["g", "r", "i"],
        Priors = "survey",
        Model = new ModelReference { Version = "v1", Sha256 = "00" },
        ObservedAt = new DateTimeOffset(2026, 1, 1, 2, 0, 0, TimeSpan.FromHours(2)),
        ClassifiedAt = new DateTimeOffset(2026, 1, 1, 0, 0, 1, TimeSpan.Zero),
        VisitId = "visit, 1",
        Source = "apache-point",
        Alpha = 1.5,
        Delta = -2,
    };

    [Fact]
    public void An_event_is_a_row_and_what_it_does_not_tell_is_empty()
    {
        var bare = Event with
        {
            Candidates = null,
            Novelty = null,
            Inputs = null,
            Priors = null,
            VisitId = null,
            Source = null,
        };
        var undecided = bare with { Candidates = Event.Candidates! with { Classes = [] } };
        using var file = new TemporaryFile("events.csv");

        Write(file.Path, (Event, Id), (bare, null), (undecided, null));

        const string Start = "1237650000000000000,QSO,0.75,0.125,0.125,0.75,";
        const string Times = "v1,2026-01-01T00:00:00.0000000Z,2026-01-01T00:00:01.0000000Z,";
        Assert.Equal(
            [
                "observation_id,class,confidence,probability_star,probability_galaxy,probability_qso,candidates,"
                    + "novelty,inputs,priors,model,observed_at,classified_at,visit_id,source,alpha,delta,event_id",
                $"{Start}GALAXY QSO,0.5,g r i,survey,{Times}\"visit, 1\",apache-point,1.5,-2,{Id}",
                $"{Start},,,,{Times},,1.5,-2,",
                $"{Start}none,,,,{Times},,1.5,-2,",
            ],
            File.ReadAllLines(file.Path));
    }

    [Theory]
    [InlineData("events.csv")]
    [InlineData("events.jsonl.gz")]
    [InlineData("events.parquet")]
    [InlineData("events.fits")]
    public void Blocks_follow_each_other_and_ids_stay_texts(string name)
    {
        var ids = Enumerable.Range(0, 20_000).Select(id => id < 10_000 ? $"{id}" : $"night-{id}").ToList();
        using var file = new TemporaryFile(name);

        Write(file.Path, [.. ids.Select(id => (Event with { ObservationId = id }, (Guid?)Id))]);

        Assert.Equal(ids, Column(file.Path, "observation_id"));
        Assert.All(Column(file.Path, "novelty"), novelty => Assert.Equal("0.5", novelty));
    }

    [Theory]
    [InlineData("events.csv")]
    [InlineData("events.parquet")]
    [InlineData("events.fits")]
    public void A_table_without_events_has_its_columns(string name)
    {
        using var file = new TemporaryFile(name);

        Write(file.Path);

        using var table = TableFile.Open(file.Path);
        Assert.Equal(18, table.Reader.Columns.Count);
        Assert.Equal("observation_id", table.Reader.Columns[0].Name);
    }

    [Fact]
    public void What_comes_after_the_end_is_passed_over()
    {
        using var file = new TemporaryFile("events.csv");
        using var table = new EventTable(TableOutput.Create(file.Path));
        table.Add(Event, Id);

        table.Complete();
        table.Add(Event, Id);

        Assert.Equal(2, File.ReadAllLines(file.Path).Length);
    }

    [Fact]
    public async Task A_disk_that_is_full_ends_the_watching()
    {
        using var table = new EventTable(new FullDisk());
        var reader = new EventReader(new LiveStatistics(TimeProvider.System), null, long.MaxValue, table);
        var body = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(Event, TelescopeJson.Default.ObjectClassified);

        for (var i = 0; i < 10_000; i++) reader.Take(EventSubscription.ClassifiedExchange, null, body);

        Assert.Equal("full", (await Assert.ThrowsAsync<CatalogueException>(() => reader.Enough)).Message);
    }

    private static void Write(string path, params (ObjectClassified, Guid?)[] events)
    {
        using var table = new EventTable(TableOutput.Create(path));
        foreach (var (classified, id) in events) table.Add(classified, id);
        table.Complete();
    }

    private static List<string> Column(string path, string name)
    {
        using var file = TableFile.Open(path);
        var place = file.Reader.Columns.ToList().FindIndex(column => column.Name == name);
        var values = new List<string>();
        for (var block = file.Reader.NewBlock(); file.Reader.Read(block);)
            values.AddRange(Enumerable.Range(0, block.Rows).Select(block.Columns[place].Text));
        return values;
    }

    private sealed class FullDisk : TableWriter
    {
        public override void Write(IReadOnlyList<ColumnValues> columns, ReadOnlySpan<int> rows) =>
            throw new CatalogueException("full");

        public override void Complete()
        {
        }

        public override void Dispose()
        {
        }
    }
}
