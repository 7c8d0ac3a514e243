using Microsoft.EntityFrameworkCore;

namespace Streaming.Trainer.Labels;

/// <summary>Brings a store to the layout of this version: one process at a time, and none for ever.</summary>
internal static class LabelStoreMigration
{
    // Any number that nothing else locks in that database.
    private const long AdvisoryLock = 0x6C6162656C73;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public static async Task RunAsync(
        LabelContext context, LabelStoreAddress address, TimeProvider time, CancellationToken cancellation)
    {
        if (address.File is { } file)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await MigrateFileAsync(context, file, time, cancellation);
        }
        else
        {
            await MigrateServerAsync(context, cancellation);
        }
    }

    // EF Core's own lock in SQLite is a row in a table, which a process that is killed leaves behind: everybody would
    // wait for it until somebody deletes it by hand. The operating system frees the lock of a file.
    private static async Task MigrateFileAsync(
        LabelContext context, string file, TimeProvider time, CancellationToken cancellation)
    {
        if (!(await context.Database.GetPendingMigrationsAsync(cancellation)).Any())
        {
            return;
        }

        await using var held = await LockAsync($"{file}.lock", time, cancellation);
        await context.Database.ExecuteSqlAsync($"DROP TABLE IF EXISTS \"__EFMigrationsLock\"", cancellation);
        await context.Database.MigrateAsync(cancellation);
    }

    private static async Task<FileStream> LockAsync(string file, TimeProvider time, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
            }
            catch (IOException) when (File.Exists(file))
            {
                await Task.Delay(Pause, time, cancellation);
            }
        }
    }

    // EF Core locks its history table in PostgreSQL, but two that are first both try to create that table.
    private static async Task MigrateServerAsync(LabelContext context, CancellationToken cancellation)
    {
        await context.Database.OpenConnectionAsync(cancellation);
        await context.Database.ExecuteSqlAsync($"SELECT pg_advisory_lock({AdvisoryLock})", cancellation);
        try
        {
            await context.Database.MigrateAsync(cancellation);
        }
        finally
        {
            await context.Database.ExecuteSqlAsync($"SELECT pg_advisory_unlock({AdvisoryLock})", CancellationToken.None);
        }
    }
}
