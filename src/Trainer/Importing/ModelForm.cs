namespace Streaming.Trainer.Importing;

/// <summary>The forms that models are read from.</summary>
internal enum ModelForm
{
    /// <summary>None of the others.</summary>
    Unknown,

    /// <summary>LightGBM's text format.</summary>
    LightGbmText,

    /// <summary>An object in JSON, as XGBoost writes it.</summary>
    Json,

    /// <summary>The same in Universal Binary JSON, XGBoost's default since 2.1.</summary>
    Ubjson,
}
