namespace Streaming.Worker.Demo;

/// <summary>Classifications from one kind of inputs.</summary>
/// <param name="Name">The kind, as <see cref="Classification.Observations.InputSet.Kind"/>.</param>
/// <param name="Classified">How many.</param>
/// <param name="Agreeing">How many of them are right.</param>
internal readonly record struct DemoKind(string Name, int Classified, int Agreeing)
{
    /// <summary>The same with one more.</summary>
    public DemoKind With(bool isRight) => new(Name, Classified + 1, Agreeing + (isRight ? 1 : 0));
}
