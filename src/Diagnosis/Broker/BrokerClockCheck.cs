namespace Streaming.Diagnosis.Broker;

/// <summary>Whether the broker's clock, which stamps every message, is right.</summary>
internal static class BrokerClockCheck
{
    public const string Code = "broker_clock";

    public static IEnumerable<Finding> Of(Picture picture) =>
        [Clock.Judge(Code, "the broker's clock", picture.Broker!.ClockAhead)];
}
