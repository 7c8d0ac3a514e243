using Streaming.Classification.Observations;
using Streaming.Contracts;
using Streaming.Trainer.Data;
using Streaming.Trainer.Labels;

namespace Streaming.Trainer.Tests.Labels;

public sealed class LabelMergeTests
{
    private static readonly Observation Fainter = SomeLabels.One().ToObservation() with { U = 23 };

    private static LabelledData Files { get; } = new(
        "night.csv",
        "f00d",
        [Row(2, SomeLabels.One().ToObservation(), ObjectClass.Star), Row(3, Fainter, ObjectClass.Galaxy)],
        []);

    [Fact]
    public void A_label_takes_the_place_of_the_row_of_the_same_object()
    {
        var data = Files.With([SomeLabels.One(type: ObjectClass.Qso)]);

        Assert.Equal(
            [(3, ObjectClass.Galaxy), (LabelledRow.NoLine, ObjectClass.Qso)],
            data.Rows.Select(row => (row.Line, row.Class)));
        Assert.Equal((1, 1, 1), (data.Labels!.Count, data.Labels.Rows, data.Labels.Replaced));
        Assert.Equal(SomeLabels.Night.AddMinutes(1), data.Labels.NewestReceivedAt);
        Assert.Equal("night.csv, labels", data.File);
    }

    [Fact]
    public void The_latest_label_of_an_object_that_was_observed_under_several_ids_is_taken()
    {
        Label[] labels =
        [
            SomeLabels.One("a", ObjectClass.Star),
            SomeLabels.One("b", ObjectClass.Qso, minutes: 2),
            SomeLabels.One("c", ObjectClass.Galaxy, minutes: 1),
        ];

        var row = Files.With(labels).Rows[^1];

        Assert.Equal(ObjectClass.Qso, row.Class);
        Assert.Equal(2, Files.With(labels).Rows.Count);
        Assert.Equal(SomeLabels.Night.AddMinutes(3), Files.With(labels).Labels!.NewestReceivedAt);
    }

    [Fact]
    public void A_label_of_photometry_is_a_row_that_lacks_what_was_not_measured()
    {
        var data = Files.With([SomeLabels.Photometric()]);

        Assert.Equal(3, data.Rows.Count);
        Assert.Equal(0, data.Labels!.Replaced);
        Assert.Equal(["g", "r", "i"], InputSet.NamesMeasured(data.Rows[^1].Observation));
        Assert.Equal(ObjectKey.Of(data.Rows[^1].Observation), data.Rows[^1].Key);
        Assert.Equal(2, data.Of(InputSet.Spectroscopic).Rows.Count);
        Assert.Equal(3, data.Of(InputSet.Of(["g", "r", "i"])).Rows.Count);
    }

    [Fact]
    public void The_digest_is_that_of_the_labels_and_not_of_their_arrival()
    {
        var label = SomeLabels.One();
        var later = label with { ReceivedAt = label.ReceivedAt.AddDays(9) };

        Assert.Equal(Files.With([label]).Sha256, Files.With([later]).Sha256);
        Assert.StartsWith("f00d, ", Files.With([label]).Sha256, StringComparison.Ordinal);
        Assert.NotEqual(Files.With([label]).Sha256, Files.With([SomeLabels.One(minutes: 1)]).Sha256);
    }

    [Fact]
    public void An_empty_store_leaves_the_files_as_they_are()
    {
        var data = Files.With([]);

        Assert.Equal((Files.File, Files.Sha256), (data.File, data.Sha256));
        Assert.Same(Files.Rows, data.Rows);
        Assert.Null(data.Labels!.NewestReceivedAt);
    }

    private static LabelledRow Row(int line, Observation observation, string type) =>
        new(line, observation, type, ObjectKey.Of(observation));
}
