using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Streaming.Trainer.Labels;

/// <summary>Where the labels are: a file of SQLite, or a database of PostgreSQL.</summary>
internal sealed class LabelStoreAddress
{
    private readonly NpgsqlConnectionStringBuilder? _server;

    private LabelStoreAddress(string? file, NpgsqlConnectionStringBuilder? server) => (File, _server) = (file, server);

    /// <summary>The file of SQLite, absolute; null in PostgreSQL.</summary>
    public string? File { get; }

    public static LabelStoreAddress Sqlite(string file) => new(Path.GetFullPath(file), null);

    /// <exception cref="FailureException">It is not a connection string.</exception>
    public static LabelStoreAddress PostgreSql(string setting, string connectionString)
    {
        try
        {
            return new LabelStoreAddress(null, new NpgsqlConnectionStringBuilder(connectionString));
        }
        catch (ArgumentException)
        {
            // It may hold a password: it is not repeated.
            throw new FailureException(
                $"{setting} is not a connection string of the form Host=…;Database=…;Username=…;Password=…");
        }
    }

    public DbContextOptions<LabelContext> ToOptions()
    {
        var options = new DbContextOptionsBuilder<LabelContext>()
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking);
        return File is not null
            ? options.UseSqlite(new SqliteConnectionStringBuilder { DataSource = File }.ConnectionString).Options
            : options.UseNpgsql(_server!.ConnectionString).Options;
    }

    public override string ToString() =>
        File ?? $"PostgreSQL database {_server!.Database ?? _server.Username} on {_server.Host}";
}
