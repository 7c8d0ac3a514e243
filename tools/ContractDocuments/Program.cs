using Streaming.ContractDocuments;

if (args is not [var docs] || !Directory.Exists(docs))
{
    await Console.Error.WriteLineAsync("Usage: ContractDocuments FOLDER (the folder docs of the checkout)");
    return 2;
}

foreach (var (path, text) in DocumentFiles.Make())
{
    await File.WriteAllTextAsync(Path.Combine(docs, path), text);
}

return 0;
