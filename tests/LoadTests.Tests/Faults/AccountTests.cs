using System.Text;
using Streaming.Contracts;
using Streaming.LoadTests.Faults.Accounting;
using Xunit;

namespace Streaming.LoadTests.Tests.Faults;

public sealed class AccountTests
{
    private const string Model = "aa";

    private static readonly DateTimeOffset Night = new(2026, 1, 15, 20, 0, 0, TimeSpan.Zero);

    private readonly Account _account = new([Model, "bb"]);

    [Fact]
    public void Each_observation_is_entered_once_by_what_became_of_it()
    {
        Send("classified");
        Note("classified", Model);
        Send("by the other model");
        Note("by the other model", "bb");
        Send("rejected");
        _account.Note(EventId.OfRejection(Body("rejected")), isRejection: true);
        Send("set aside");
        _account.NoteIn(Body("set aside"), isWaiting: false);
        Send("waiting");
        _account.NoteIn(Body("waiting"), isWaiting: true);
        Send("lost");

        Assert.Equal(
            new AccountFigures(
                Sent: 6, Classified: 2, Rejected: 1, SetAside: 1, Waiting: 1, Removed: 0, Lost: 1, Repeated: 0, Strange: 0),
            _account.Close());
    }

    [Fact]
    public void A_further_event_is_a_repeat_whatever_model_it_is_of_and_one_of_nobody_is_strange()
    {
        Send("one");
        Note("one", Model);
        Note("one", Model);
        Note("one", "bb");
        Note("nobody", Model);

        var figures = _account.Close();
        Assert.Equal((2, 1, 1), (figures.Repeated, figures.Strange, figures.Classified));
    }

    [Fact]
    public void What_was_never_confirmed_was_not_sent()
    {
        _account.Open(Body("never"), Observation("never"));

        Assert.Equal(0, _account.Close().Sent);
        Assert.Equal(0, _account.Outstanding);
    }

    [Fact]
    public void What_was_removed_is_not_lost_and_no_more_than_that()
    {
        Send("one");
        Send("two");
        Send("three");
        _account.Remove(2);

        var figures = _account.Close();
        Assert.Equal((2, 1), (figures.Removed, figures.Lost));
        Assert.Equal(1, _account.Outstanding);
    }

    private void Send(string id) => _account.Confirm(_account.Open(Body(id), Observation(id))!);

    private void Note(string id, string model) =>
        _account.Note(EventId.OfClassification(id, Night, model), isRejection: false);

    private static byte[] Body(string id) => Encoding.UTF8.GetBytes(id);

    private static ObservationReceived Observation(string id) => new() { ObservationId = id, ObservedAt = Night };
}
