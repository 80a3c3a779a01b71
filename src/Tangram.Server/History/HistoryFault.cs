using Microsoft.Data.Sqlite;

namespace Tangram.Server.History;

/// <summary>Says on one line why the history's file could not be used.</summary>
internal static class HistoryFault
{
    private const int Busy = 5;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NoDatabase = 26;

    public static string Of(Exception fault) => fault is SqliteException sqlite
        ? sqlite.SqliteErrorCode switch
        {
            Busy => "another process holds it",
            Corrupt => "the file is damaged; move it away",
            Full => "the disk is full",
            CannotOpen => "the file cannot be opened",
            NoDatabase => "it is no SQLite file; move it away",
            _ => sqlite.Message.ReplaceLineEndings(" "),
        }
        : fault.Message.ReplaceLineEndings(" ");
}
