namespace Streaming.LoadTests.Fuzzing;

/// <summary>A reader of ours that anybody may give anything to.</summary>
internal interface IFuzzTarget : IDisposable
{
    string Name { get; }

    /// <summary>Its part of all inputs: twice the weight, twice the inputs.</summary>
    int Weight { get; }

    /// <summary>Most bytes that one input may have allocated.</summary>
    long MostBytes { get; }

    /// <summary>Makes an input. The same random numbers make the same one.</summary>
    byte[] Next(Random random);

    /// <summary>Gives an input to the reader, and looks at what it makes of it.</summary>
    /// <returns>Whether it was taken; else it was refused, as the reader may, with a reason.</returns>
    /// <exception cref="Exception">Any: that is a finding.</exception>
    bool Try(byte[] input);

    // Most of them hold nothing.
    void IDisposable.Dispose()
    {
    }
}
