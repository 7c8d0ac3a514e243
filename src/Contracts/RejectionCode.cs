namespace Streaming.Contracts;

/// <summary>The values of <see cref="RejectionReason.Code"/>.</summary>
public static class RejectionCode
{
    /// <summary>A required field is absent or null.</summary>
    public const string Missing = "missing";

    /// <summary>A field has the wrong JSON type, for example text where a number belongs.</summary>
    public const string WrongType = "wrong_type";

    /// <summary>A number is too large for a double.</summary>
    public const string NotFinite = "not_finite";

    /// <summary>
    /// A required number is one of the surveys' marks for "not measured" (<see cref="NotMeasured"/>).
    /// </summary>
    public const string Sentinel = "sentinel";

    /// <summary>A number or the length of a text lies outside its range.</summary>
    public const string OutOfRange = "out_of_range";

    /// <summary>A text is not an ISO 8601 time.</summary>
    public const string NotATime = "not_a_time";

    /// <summary>Fewer than three bands are measured.</summary>
    public const string TooFewBands = "too_few_bands";

    /// <summary>The model in use has no ensemble for what was measured.</summary>
    public const string InputsNotSupported = "inputs_not_supported";

    /// <summary>The body has no bytes.</summary>
    public const string EmptyBody = "empty_body";

    /// <summary>
    /// The body is not what its content encoding (<c>gzip</c>, <c>deflate</c>) says, or is larger than 16 MiB unpacked.
    /// </summary>
    public const string NotUnpacked = "not_unpacked";

    /// <summary>The body is not JSON.</summary>
    public const string NotJson = "not_json";

    /// <summary>The body is JSON, but not an observation.</summary>
    public const string NotAnObservation = "not_an_observation";
}
