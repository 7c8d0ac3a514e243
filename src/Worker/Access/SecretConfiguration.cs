using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Configuration.KeyPerFile;
using Microsoft.Extensions.FileProviders;

namespace Streaming.Worker.Access;

/// <summary>Settings in files (<see cref="SecretFiles"/>): over appsettings, below the variables.</summary>
internal static class SecretConfiguration
{
    /// <exception cref="FailureException">The folder is none, or a file cannot be read.</exception>
    public static void AddTo(ConfigurationManager configuration)
    {
        if (SecretFiles.Folder(configuration[SecretFiles.Setting.Replace("__", ":", StringComparison.Ordinal)])
            is not { } folder)
        {
            return;
        }

        var source = new KeyPerFileConfigurationSource
        {
            FileProvider = new PhysicalFileProvider(folder),
            Optional = true,
        };
        var sources = ((IConfigurationBuilder)configuration).Sources;
        sources.Insert(sources.IndexOf(sources.OfType<EnvironmentVariablesConfigurationSource>().Last()), source);
    }
}
