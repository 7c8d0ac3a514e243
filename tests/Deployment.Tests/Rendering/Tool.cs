using System.Diagnostics;

namespace Streaming.Deployment.Tests.Rendering;

/// <summary>Runs a program to its end.</summary>
internal static class Tool
{
    /// <returns>Its exit code and what it wrote to both streams.</returns>
    /// <exception cref="System.ComponentModel.Win32Exception">It is not installed.</exception>
    public static async Task<(int ExitCode, string Output, string Error)> TryRunAsync(
        string program, IEnumerable<string> arguments, string? folder = null, string input = "")
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder ?? Checkout.Root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    /// <exception cref="InvalidOperationException">It ended with another exit code than 0.</exception>
    public static async Task<string> RunAsync(
        string program, IEnumerable<string> arguments, string? folder = null, string input = "")
    {
        var (exitCode, output, error) = await TryRunAsync(program, arguments, folder, input);
        return exitCode == 0
            ? output
            : throw new InvalidOperationException($"{program} ended with {exitCode}: {error}{output}");
    }

    /// <summary>Installs what the lock file of a folder names, once.</summary>
    public static async Task InstallPackagesAsync(string folder)
    {
        // npm writes this file last.
        if (!File.Exists(Path.Combine(folder, "node_modules", ".package-lock.json")))
        {
            await RunAsync("npm", ["ci", "--no-audit", "--no-fund"], folder);
        }
    }
}
