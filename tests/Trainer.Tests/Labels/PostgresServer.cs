using Npgsql;
using Streaming.Integration.Tests.Processes;
using Streaming.Trainer.Labels;

namespace Streaming.Trainer.Tests.Labels;

/// <summary>A real PostgreSQL with an empty database for each who asks.</summary>
public sealed class PostgresServer : IAsyncLifetime
{
    private readonly LocalPostgreSql _server = LocalPostgreSql.Find() ?? throw new InvalidOperationException(
        "No PostgreSQL to test against: install postgresql (./test.sh does so with apt when it may).");

    public async ValueTask InitializeAsync() => await _server.StartAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await _server.DisposeAsync();
    }

    /// <summary>Makes an empty database.</summary>
    internal async Task<LabelStoreAddress> CreateDatabaseAsync()
    {
        var name = $"labels_{Guid.NewGuid():N}";
        await using var source = NpgsqlDataSource.Create(ConnectionString("postgres"));
        await using var command = source.CreateCommand($"CREATE DATABASE {name}");
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return LabelStoreAddress.PostgreSql("test", ConnectionString(name));
    }

    internal string ConnectionString(string database) => _server.ConnectionString(database);
}
