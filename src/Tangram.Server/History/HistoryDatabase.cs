using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Tangram.Core.Files;

namespace Tangram.Server.History;

/// <summary>The file of the history, as SQLite has it.</summary>
/// <remarks>Written ahead (WAL), so that those who read and the one who writes do not wait for each other. For one thread.</remarks>
internal sealed class HistoryDatabase : IDisposable
{
    /// <summary>The only version of the tables that is written and read.</summary>
    public const int Version = 1;

    private const string Tables = """
        CREATE TABLE entries (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            at INTEGER NOT NULL, -- milliseconds since 1970, UTC
            application TEXT NOT NULL,
            kind TEXT NOT NULL,
            what TEXT NOT NULL,
            why TEXT NOT NULL,
            figures_before TEXT, -- JSON
            figures_after TEXT, -- JSON
            plan_json TEXT, -- as plan.json
            duration_ms REAL
        );
        CREATE INDEX entries_of_application ON entries (application, at);
        CREATE INDEX entries_at ON entries (at);
        """;

    private readonly SqliteConnection _connection;

    private HistoryDatabase(SqliteConnection connection) => _connection = connection;

    /// <summary>Opens it to write; makes its folder and its tables where they are not there.</summary>
    /// <exception cref="InvalidFileException">It is of another version.</exception>
    /// <exception cref="SqliteException">It cannot be opened, or is no such file.</exception>
    /// <exception cref="IOException">Its folder cannot be made.</exception>
    public static HistoryDatabase OpenToWrite(HistoryOptions options)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(options.File))!);
        var database = Open(options.File, SqliteOpenMode.ReadWriteCreate, options.BusyTimeout);
        try
        {
            // Whether another process makes the tables at this moment is known only within a transaction.
            database.Run("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;");
            using var transaction = database._connection.BeginTransaction();
            if (database.ReadVersion() == 0)
            {
                database.Run($"{Tables} PRAGMA user_version = {Version.ToString(CultureInfo.InvariantCulture)};", transaction);
            }

            database.RequireVersion(options.File);
            transaction.Commit();
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Opens it to read.</summary>
    /// <exception cref="InvalidFileException">It is of another version.</exception>
    /// <exception cref="SqliteException">It cannot be opened, or is no such file.</exception>
    public static HistoryDatabase OpenToRead(string file, TimeSpan busyTimeout)
    {
        var database = Open(file, SqliteOpenMode.ReadOnly, busyTimeout);
        try
        {
            database.RequireVersion(file);
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Writes entries, all or none.</summary>
    public void Append(IReadOnlyCollection<HistoryEntry> entries)
    {
        using var transaction = _connection.BeginTransaction();
        foreach (var entry in entries)
        {
            using var command = Command(
                "INSERT INTO entries (at, application, kind, what, why, figures_before, figures_after, plan_json, duration_ms) VALUES ($at, $application, $kind, $what, $why, $before, $after, $plan, $duration)",
                ("$at", entry.At.ToUnixTimeMilliseconds()),
                ("$application", entry.Application),
                ("$kind", entry.Kind),
                ("$what", OneLine(entry.What)),
                ("$why", OneLine(entry.Why)),
                ("$before", Json(entry.Before)),
                ("$after", Json(entry.After)),
                ("$plan", entry.Plan is { } plan ? JsonFile.Write(plan) : null),
                ("$duration", entry.DurationMilliseconds));
            command.Transaction = transaction;
            command.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    /// <summary>Removes what is older than an instant, and of the rest all but the last so many.</summary>
    public void Prune(DateTimeOffset oldest, int most)
    {
        using var command = Command(
            "DELETE FROM entries WHERE at < $oldest OR id <= (SELECT id FROM entries ORDER BY id DESC LIMIT 1 OFFSET $most)",
            ("$oldest", oldest.ToUnixTimeMilliseconds()),
            ("$most", most));
        command.ExecuteNonQuery();
    }

    /// <summary>Entries without their plans, the oldest first.</summary>
    public IReadOnlyList<HistoryEntry> Read(HistoryFilter filter)
    {
        using var command = Command(
            """
            SELECT * FROM (
                SELECT id, at, application, kind, what, why, figures_before, figures_after, plan_json IS NOT NULL, duration_ms FROM entries
                WHERE ($application IS NULL OR application = $application) AND ($since IS NULL OR at >= $since)
                ORDER BY id DESC LIMIT $last)
            ORDER BY id
            """,
            ("$application", filter.Application),
            ("$since", filter.Since?.ToUnixTimeMilliseconds()),
            ("$last", filter.Last ?? -1));
        using var rows = command.ExecuteReader();
        var entries = new List<HistoryEntry>();
        while (rows.Read())
        {
            entries.Add(new HistoryEntry(DateTimeOffset.FromUnixTimeMilliseconds(rows.GetInt64(1)), rows.GetString(2), rows.GetString(3), rows.GetString(4), rows.GetString(5))
            {
                Id = rows.GetInt64(0),
                Before = Figures(rows, 6),
                After = Figures(rows, 7),
                HasPlan = rows.GetBoolean(8),
                DurationMilliseconds = rows.IsDBNull(9) ? null : rows.GetDouble(9),
            });
        }

        return entries;
    }

    /// <summary>The text of an entry's plan; null where there is no such entry, or it has none.</summary>
    public string? ReadPlan(long id)
    {
        using var command = Command("SELECT plan_json FROM entries WHERE id = $id", ("$id", id));
        return command.ExecuteScalar() as string;
    }

    public void Dispose() => _connection.Dispose();

    private static HistoryDatabase Open(string file, SqliteOpenMode mode, TimeSpan busyTimeout)
    {
        // Not pooled: who closes it lets go of the file.
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false, DefaultTimeout = Math.Max(1, (int)busyTimeout.TotalSeconds) }.ToString());
        try
        {
            connection.Open();
            return new HistoryDatabase(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");

    private static string? Json(HistoryFigures? figures) => figures is null ? null : JsonSerializer.Serialize(figures, JsonSerializerOptions.Web);

    // Figures that a later program adds are passed over.
    private static HistoryFigures? Figures(SqliteDataReader rows, int column) =>
        rows.IsDBNull(column) ? null : JsonSerializer.Deserialize<HistoryFigures>(rows.GetString(column), JsonSerializerOptions.Web);

    private void RequireVersion(string file)
    {
        if (ReadVersion() is not Version and var version)
        {
            throw new InvalidFileException(string.Create(
                CultureInfo.InvariantCulture,
                $"{file}: {(version == 0 ? "is no history of tangram" : $"its tables are of version {version}; this program knows version {Version}")}; use another --state folder, or move the file away"));
        }
    }

    private long ReadVersion()
    {
        using var command = Command("PRAGMA user_version");
        return (long)command.ExecuteScalar()!;
    }

    private void Run(string text, SqliteTransaction? transaction = null)
    {
        using var command = Command(text);
        command.Transaction = transaction;
        command.ExecuteNonQuery();
    }

    private SqliteCommand Command(string text, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = _connection.CreateCommand();
        command.CommandText = text;
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        return command;
    }
}
