using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace Streaming.Classification.Models.Storage;

/// <summary>
/// The objects of a store in S3. The client has asynchronous calls only, and these wait for them: a store is used by
/// command lines and by the worker's own thread for models, never by one that serves the stream.
/// </summary>
internal sealed class S3Objects(IAmazonS3 client, S3Address address)
{
    private bool _takesBareTags;

    public S3Address Address { get; } = address;

    public string Locate(string name) => $"{Address}/{name}";

    /// <summary>Reads an object; null when there is none.</summary>
    public StoredFile? Find(string name)
    {
        try
        {
            return Wait(() => ReadAsync(name));
        }
        catch (AmazonS3Exception fault) when (IsMissing(fault))
        {
            return null;
        }
        catch (Exception fault) when (IsOfServer(fault))
        {
            throw Unreadable(name, fault);
        }
    }

    /// <summary>The names that start with a prefix.</summary>
    public IReadOnlyList<string> List(string prefix)
    {
        try
        {
            return Wait(() => ListAsync(prefix));
        }
        catch (Exception fault) when (IsOfServer(fault))
        {
            throw Unreadable(prefix, fault);
        }
    }

    /// <summary>Writes an object if it still is what was seen; null for: if there is none.</summary>
    /// <returns>
    /// The object as it is now, or null when the condition did not hold and the object is somebody else's.
    /// </returns>
    public StoredFile? TryPut(string name, byte[] content, StoredFile? seen)
    {
        try
        {
            var tag = Put(name, content, request =>
            {
                request.IfMatch = seen is null ? null : Condition(seen.Tag!);
                request.IfNoneMatch = seen is null ? "*" : null;
            });
            return new StoredFile(content, tag);
        }
        catch (AmazonS3Exception fault) when (IsRefused(fault) || (seen is not null && IsMissing(fault)))
        {
            // The client tries again when an answer is lost: then it is its own first try that stands in the way.
            return Find(name) is { } present && present.Content.AsSpan().SequenceEqual(content) ? present : null;
        }
        catch (Exception fault) when (IsOfServer(fault))
        {
            throw Unchangeable(fault);
        }
    }

    public void Delete(IEnumerable<string> names)
    {
        try
        {
            foreach (var name in names)
            {
                Wait(() => client.DeleteObjectAsync(Address.Bucket, Address.Prefix + name));
            }
        }
        catch (Exception fault) when (IsOfServer(fault))
        {
            throw Unchangeable(fault);
        }
    }

    /// <summary>
    /// Makes sure that the server obeys conditions, on an object that nobody reads. Many that speak S3 pass over them,
    /// and then the last of two writers would win without a word.
    /// </summary>
    /// <exception cref="ModelException">It does not, or it cannot be written to.</exception>
    public void RequireConditions()
    {
        // Of its own: several may try at once.
        var probe = $".conditions.{Guid.NewGuid():N}";
        try
        {
            var tag = Put(probe, [], _ => { });
            try
            {
                // Ceph takes the tag without the quotes that it was given with, against RFC 9110, and then only so.
                _takesBareTags = Refuses(probe, request => request.IfMatch = tag)
                    && !Refuses(probe, request => request.IfMatch = Bare(tag));
                Require(probe, "If-Match", request => request.IfMatch = Condition("\"00000000000000000000000000000000\""));
                Require(probe, "If-None-Match", request => request.IfNoneMatch = "*");
            }
            finally
            {
                Delete([probe]);
            }
        }
        catch (Exception fault) when (IsOfServer(fault))
        {
            throw Unchangeable(fault);
        }
    }

    private static bool IsMissing(AmazonS3Exception fault) => fault.ErrorCode is "NoSuchKey" or "NotFound";

    // 409: another conditional write of the same object is under way.
    private static bool IsRefused(AmazonS3Exception fault) =>
        fault.StatusCode is HttpStatusCode.PreconditionFailed or HttpStatusCode.Conflict;

    private static bool IsOfServer(Exception fault) =>
        fault is AmazonServiceException or AmazonClientException or HttpRequestException or OperationCanceledException
            or IOException;

    private static string Line(Exception fault) => (fault is OperationCanceledException
        ? "the server does not answer"
        : (fault.InnerException as HttpRequestException)?.Message ?? fault.Message).ReplaceLineEndings(" ");

    private static T Wait<T>(Func<Task<T>> call) => call().GetAwaiter().GetResult();

    private static string Bare(string tag) => tag.Trim('"');

    private string Condition(string tag) => _takesBareTags ? Bare(tag) : tag;

    private void Require(string probe, string header, Action<PutObjectRequest> condition)
    {
        if (!Refuses(probe, condition))
        {
            throw new ModelException(
                $"the store {Address} cannot be changed: its server does not obey {header} on PUT, so trainers could "
                + "overwrite each other's changes; take one that does (AWS S3, MinIO, Ceph), or a folder");
        }
    }

    private bool Refuses(string probe, Action<PutObjectRequest> condition)
    {
        try
        {
            Put(probe, [], condition);
            return false;
        }
        catch (AmazonS3Exception fault) when (IsRefused(fault))
        {
            return true;
        }
        catch (AmazonS3Exception fault) when (fault.StatusCode == HttpStatusCode.NotImplemented)
        {
            // It says that it knows none: the same as one that passes over it.
            return false;
        }
    }

    private ModelException Unchangeable(Exception fault) =>
        new($"the store {Address} cannot be changed: {Line(fault)}", fault);

    private ModelException Unreadable(string name, Exception fault) =>
        new($"cannot read {Locate(name)}: {Line(fault)}", fault);

    private async Task<StoredFile> ReadAsync(string name)
    {
        using var response = await client.GetObjectAsync(Address.Bucket, Address.Prefix + name);
        StoredFile.CheckLength(Locate(name), response.ContentLength);
        using var content = new MemoryStream();
        await response.ResponseStream.CopyToAsync(content);
        return new StoredFile(content.ToArray(), response.ETag);
    }

    private async Task<IReadOnlyList<string>> ListAsync(string prefix)
    {
        var request = new ListObjectsV2Request { BucketName = Address.Bucket, Prefix = Address.Prefix + prefix };
        var names = new List<string>();
        await foreach (var found in client.Paginators.ListObjectsV2(request).S3Objects)
        {
            names.Add(found.Key[Address.Prefix.Length..]);
        }

        return names;
    }

    private string Put(string name, byte[] content, Action<PutObjectRequest> condition)
    {
        var request = new PutObjectRequest
        {
            BucketName = Address.Bucket,
            Key = Address.Prefix + name,
            InputStream = new MemoryStream(content),
            // Signed in pieces, the form that few servers but AWS understand, otherwise.
            UseChunkEncoding = false,
        };
        condition(request);
        return Wait(() => client.PutObjectAsync(request)).ETag;
    }
}
