using Microsoft.Data.Sqlite;
using Tangram.Core.Files;
using Tangram.Core.Plans;

namespace Tangram.Server.History;

/// <summary>Reads the history, also while a server writes it.</summary>
public static class HistoryReader
{
    private static readonly TimeSpan BusyTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Entries without their plans, the oldest first.</summary>
    /// <param name="file">The file.</param>
    /// <param name="filter">Which are wanted.</param>
    /// <exception cref="InvalidFileException">The file is not there, cannot be read or is of another version.</exception>
    public static IReadOnlyList<HistoryEntry> Read(string file, HistoryFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return With(file, database => database.Read(filter));
    }

    /// <summary>The plan that an entry tells of.</summary>
    /// <param name="file">The file.</param>
    /// <param name="id">The entry's number.</param>
    /// <exception cref="InvalidFileException">The file cannot be read, or there is no such entry with a plan.</exception>
    public static Plan ReadPlan(string file, long id)
    {
        var text = With(file, database => database.ReadPlan(id))
            ?? throw new InvalidFileException(FormattableString.Invariant($"{file}: entry {id} has no plan, or is not there; 'tangram history' lists the entries, with a * those that have one"));
        return JsonFile.Read<Plan>(text, FormattableString.Invariant($"{file}, entry {id}"));
    }

    private static T With<T>(string file, Func<HistoryDatabase, T> read)
    {
        if (!File.Exists(file))
        {
            throw new InvalidFileException($"{file}: there is no history; 'tangram serve' writes one, --state says where");
        }

        try
        {
            using var database = HistoryDatabase.OpenToRead(file, BusyTimeout);
            return read(database);
        }
        catch (SqliteException fault)
        {
            throw new InvalidFileException($"{file}: cannot be read as a history: {HistoryFault.Of(fault)}", fault);
        }
    }
}
