namespace Streaming.Deployment.Tests.Rendering;

/// <summary>A folder in which a kustomization refers to the checkout as one beside it.</summary>
internal sealed class BesideTheCheckout : IDisposable
{
    private readonly DirectoryInfo _parent = Directory.CreateTempSubdirectory("kubernetes");

    public BesideTheCheckout()
    {
        Path = _parent.CreateSubdirectory("site").FullName;
        Directory.CreateSymbolicLink(System.IO.Path.Combine(_parent.FullName, "streaming"), Checkout.Root);
    }

    public string Path { get; }

    public void Dispose() => _parent.Delete(recursive: true);
}
