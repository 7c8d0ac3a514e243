namespace Streaming.Deployment.Tests.Rendering;

/// <summary>The checkout that the tests were built from.</summary>
internal static class Checkout
{
    public static string Root { get; } = Find();

    public static string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    public static string Read(params string[] parts) => File.ReadAllText(Path(parts));

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(System.IO.Path.Combine(folder.FullName, "Streaming.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not stand in a checkout.");
        }

        return folder.FullName;
    }
}
