namespace Streaming.Classification.Models.Storage;

/// <summary>
/// Where the files of a model store are. Names are relative to the store, with <c>/</c> between their parts. A file
/// appears whole or not at all, and every failure is a <see cref="ModelException"/> of one line.
/// </summary>
internal interface IModelStorage
{
    /// <summary>The store as people write it: an absolute folder, or <c>s3://BUCKET/PREFIX</c>.</summary>
    string Location { get; }

    /// <summary>The full name of a file, for people.</summary>
    string Locate(string name);

    /// <summary>Reads a file whole; null when there is none.</summary>
    StoredFile? Find(string name);

    /// <summary>The names of the folders that have a file of this name.</summary>
    IReadOnlyList<string> FoldersWith(string file);

    /// <summary>The names of the files in a folder, without it; none when it does not exist.</summary>
    IReadOnlyList<string> FilesIn(string folder);

    /// <summary>
    /// Adds a folder with its files. A reader that asks for the last of them finds none or, with it, all the others.
    /// </summary>
    void AddFolder(string folder, IReadOnlyList<(string Name, byte[] Content)> files);

    /// <summary>Adds a file, unless one of the name is there.</summary>
    /// <returns>Whether it is there now with this content.</returns>
    bool Add(string name, byte[] content);

    /// <summary>Replaces a file, or adds it where none was.</summary>
    /// <param name="name">The file.</param>
    /// <param name="content">What it is to contain.</param>
    /// <param name="seen">What it was when the change was decided on; null when there was none.</param>
    /// <returns>The file as it is now.</returns>
    /// <exception cref="ModelException">Somebody else has changed it since, as far as the storage can tell.</exception>
    StoredFile Replace(string name, byte[] content, StoredFile? seen);

    /// <summary>Removes a folder whole. The file of this name goes first.</summary>
    void RemoveFolder(string folder, string first);

    /// <summary>Clears away what a writer that was killed has left. Only under the lease.</summary>
    void RemoveUnfinished();

    /// <summary>Finds out whether the storage can be changed safely, and changes nothing that a reader sees.</summary>
    void EnsureWritable();

    /// <summary>One writer's attempts to get the right to change the store.</summary>
    ILeaseContest Contend(TimeProvider time);
}
