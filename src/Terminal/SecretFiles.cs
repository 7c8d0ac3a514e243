namespace Streaming.Terminal;

/// <summary>
/// Settings in files, one a file that is named like the setting: what Docker and Kubernetes make of a secret. An
/// environment variable of the same name goes before.
/// </summary>
internal static class SecretFiles
{
    /// <summary>Names the folder.</summary>
    public const string Setting = "Secrets__Path";

    /// <summary>The folder where Docker puts secrets; it need not be there.</summary>
    public const string DefaultPath = "/run/secrets";

    /// <summary>How the setting stands in <c>--help</c>.</summary>
    public static Setting Described { get; } = new(
        Setting, DefaultPath,
        "Folder of settings in files, one a file with the setting's name; a variable goes before it");

    /// <summary>The folder, or null when there is none.</summary>
    /// <param name="configured">What the setting says; null for nothing.</param>
    /// <exception cref="FailureException">The setting names no folder.</exception>
    public static string? Folder(string? configured) => string.IsNullOrWhiteSpace(configured)
        ? Directory.Exists(DefaultPath) ? DefaultPath : null
        : Directory.Exists(configured)
            ? Path.GetFullPath(configured)
            : throw new FailureException($"{Setting} is {configured}, which is no folder");

    /// <summary>Reads a setting: its environment variable, else its file.</summary>
    /// <returns>The value, or null when it is not set.</returns>
    /// <exception cref="FailureException">The setting of the folder names none.</exception>
    public static string? Read(string setting)
    {
        if (Environment.GetEnvironmentVariable(setting) is { } value && !string.IsNullOrWhiteSpace(value))
        {
            return value;
        }

        return Folder(Environment.GetEnvironmentVariable(Setting)) is { } folder
            && Path.Combine(folder, setting) is var file && File.Exists(file)
            // Editors and echo end a file with a line feed, which belongs to no secret.
            ? File.ReadAllText(file).TrimEnd('\r', '\n')
            : null;
    }
}
