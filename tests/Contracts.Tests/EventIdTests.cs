using System.Globalization;
using Xunit;

namespace Streaming.Contracts.Tests;

public sealed class EventIdTests
{
    private static readonly DateTimeOffset Evening = Time("2026-11-23T20:15:30.25+01:00");
    private static readonly string Model = new('0', 64);
    private static readonly Guid First = new("695f0f72-93be-5ac0-abe4-e99e08920aad");
    private static readonly Guid Second = new("65ddabe2-1492-56a3-92d1-08a3ef93da29");

    [Fact]
    public void The_worked_example_of_the_documentation_holds() => Assert.Equal(
        new Guid("695f0f72-93be-5ac0-abe4-e99e08920aad"),
        EventId.OfClassification("sdss-1237660961327743232", Evening, Model));

    [Fact]
    public void The_id_of_a_rejection_never_changes() => Assert.Equal(
        new Guid("cde299cb-5922-54c7-846c-8250bf524d96"), EventId.OfRejection("hello"u8));

    [Fact]
    public void The_id_of_many_objects_is_that_of_the_documentation() => Assert.Equal(
        new Guid("2de677e2-7ee0-5b0e-a109-94a4e435422a"), EventId.OfObjects([First, Second]));

    [Fact]
    public void The_same_objects_have_the_same_id_and_others_or_another_order_another()
    {
        Assert.Equal(EventId.OfObjects([First, Second]), EventId.OfObjects([First, Second]));
        Assert.Distinct(
        [
            EventId.OfObjects([First, Second]), EventId.OfObjects([Second, First]), EventId.OfObjects([First]), First,
        ]);
    }

    [Theory]
    [InlineData("2026-11-23T19:15:30.25Z")]
    [InlineData("2026-11-24T04:45:30.2500000+09:30")]
    [InlineData("2026-11-23T07:15:30.250-12:00")]
    public void Equal_instants_give_equal_ids_whatever_their_offset(string time) => Assert.Equal(
        EventId.OfClassification("a", Evening, Model), EventId.OfClassification("a", Time(time), Model));

    [Fact]
    public void Another_observation_time_or_model_gives_another_id()
    {
        Guid[] ids =
        [
            EventId.OfClassification("a", Evening, Model),
            EventId.OfClassification("b", Evening, Model),
            EventId.OfClassification("a", Evening.AddTicks(1), Model),
            EventId.OfClassification("a", Evening, new string('1', 64)),
        ];

        Assert.Distinct(ids);
    }

    [Fact]
    public void Bodies_that_differ_in_one_byte_have_different_ids() =>
        Assert.NotEqual(EventId.OfRejection("hello"u8), EventId.OfRejection("hello "u8));

    [Fact]
    public void An_id_outside_ASCII_is_hashed_as_UTF_8() => Assert.Equal(
        new Guid("65ddabe2-1492-56a3-92d1-08a3ef93da29"), EventId.OfClassification("beobachtung-ä-✶", Evening, Model));

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("sdss-1237660961327743232")]
    public void Ids_have_the_version_and_the_variant_of_RFC_9562(string observationId)
    {
        var id = EventId.OfClassification(observationId, Evening, Model);

        Assert.Equal(5, id.Version);
        // The variant of RFC 9562 is the bits 10.
        Assert.Equal(0b10, id.Variant >> 2);
    }

    [Fact]
    public void The_namespace_never_changes() =>
        Assert.Equal(new Guid("6f1c2c1e-5d0b-5f7a-9c36-2f0f6d0c7a51"), EventId.Namespace);

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
