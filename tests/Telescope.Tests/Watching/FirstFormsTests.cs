using Streaming.Telescope.Watching;
using Xunit;

namespace Streaming.Telescope.Tests.Watching;

public sealed class FirstFormsTests
{
    private readonly FirstForms _forms = new();

    [Fact]
    public void An_event_without_an_id_always_counts() =>
        Assert.True(_forms.IsFirst(null, EventForm.Single) && _forms.IsFirst(null, EventForm.Bulk));

    [Fact]
    public void No_more_than_the_latest_objects_are_remembered()
    {
        for (var k = 0; k <= FirstForms.Capacity; k++) Assert.True(_forms.IsFirst(Id(k), EventForm.Single));

        Assert.True(_forms.IsFirst(Id(0), EventForm.Bulk));
        Assert.False(_forms.IsFirst(Id(FirstForms.Capacity), EventForm.Bulk));
    }

    private static Guid Id(int k) => new(k, 0, 0, new byte[8]);
}
