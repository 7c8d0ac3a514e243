namespace Streaming.Worker.Access;

/// <summary>A part of HTTP that can be moved, switched off or protected; health is none of them.</summary>
internal enum Surface
{
    /// <summary><c>/predict</c>, <c>/predict/batch</c> and their description.</summary>
    Predict,

    /// <summary>The sky page, with its files and its events.</summary>
    Page,

    /// <summary><c>/metrics</c>.</summary>
    Metrics,
}
