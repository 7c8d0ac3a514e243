using System.Security.Cryptography;
using Streaming.Classification.Models.Signing;

namespace Streaming.Classification.Tests;

/// <summary>Keys of some people, made as they are asked for, in files that go with the test.</summary>
internal sealed class TestKeys : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("streaming-keys-");

    public string Private(string name) => Files(name).Private;

    public string Public(string name) => Files(name).Public;

    public SigningKey Key(string name) => SigningKey.Read(Private(name));

    public string File(string name) => Path.Combine(_folder.FullName, name);

    public string Write(string name, string text)
    {
        System.IO.File.WriteAllText(File(name), text);
        return File(name);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private (string Private, string Public) Files(string name)
    {
        var files = (File($"{name}.pem"), File($"{name}.pub.pem"));
        if (!System.IO.File.Exists(files.Item1))
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            Write($"{name}.pem", key.ExportPkcs8PrivateKeyPem() + "\n");
            Write($"{name}.pub.pem", key.ExportSubjectPublicKeyInfoPem() + "\n");
        }

        return files;
    }
}
