using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Tangram.Core.Files;

namespace Tangram.Server.History;

/// <summary>Keeps what was decided and done, with its reasons, in a file.</summary>
/// <remarks>
/// Whoever appends never waits: one task writes. Where the file cannot be written, as on a full disk or while another process holds it, that is logged
/// once, entries wait, and all are written with the first that can be; of more than <see cref="MostWaiting"/> the oldest are given up. Serving does
/// not depend on it. Safe to append to from any thread.
/// </remarks>
public sealed partial class PlanHistory : IAsyncDisposable
{
    /// <summary>Most entries that wait to be written.</summary>
    public const int MostWaiting = 1000;

    // How many are appended between one removal of old ones and the next.
    private const int BetweenPrunings = 100;

    private readonly HistoryOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Channel<HistoryEntry> _entries;
    private readonly Queue<HistoryEntry> _waiting = new();
    private readonly Task _writing;
    private HistoryDatabase? _database;
    private string? _fault;
    private int _sincePruning = BetweenPrunings;
    private long _lost;

    /// <summary>Begins to write.</summary>
    /// <param name="options">Where, and how much is kept.</param>
    /// <param name="time">The clock; only for what has become old.</param>
    /// <param name="logger">Told when writing begins to fail, and when it succeeds again.</param>
    public PlanHistory(HistoryOptions options, TimeProvider time, ILogger logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(logger);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MostEntries, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.Keep, TimeSpan.Zero, nameof(options));
        (_options, _time, _logger) = (options, time, logger);
        _entries = Channel.CreateBounded<HistoryEntry>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true }, _ => Interlocked.Increment(ref _lost));
        _writing = Task.Run(WriteAsync);
    }

    /// <summary>Entries that were given up since too many waited, or could not be written before the end.</summary>
    public long Lost => Interlocked.Read(ref _lost);

    /// <summary>Appends an entry; returns at once.</summary>
    public void Append(HistoryEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        _entries.Writer.TryWrite(entry);
    }

    /// <summary>Writes what waits and lets go of the file.</summary>
    public async ValueTask DisposeAsync()
    {
        _entries.Writer.TryComplete();
        await _writing;
    }

    private async Task WriteAsync()
    {
        while (await _entries.Reader.WaitToReadAsync())
        {
            while (_entries.Reader.TryRead(out var entry))
            {
                _waiting.Enqueue(entry);
                if (_waiting.Count > MostWaiting)
                {
                    _waiting.Dequeue();
                    Interlocked.Increment(ref _lost);
                }
            }

            TryWrite();
        }

        Interlocked.Add(ref _lost, _waiting.Count);
        _database?.Dispose();
    }

    private void TryWrite()
    {
        try
        {
            if (!File.Exists(_options.File))
            {
                Close();
            }

            _database ??= HistoryDatabase.OpenToWrite(_options);
            _database.Append(_waiting);
            _sincePruning += _waiting.Count;
            _waiting.Clear();
            if (_sincePruning >= BetweenPrunings)
            {
                _database.Prune(_time.GetUtcNow() - _options.Keep, _options.MostEntries);
                _sincePruning = 0;
            }

            Say(null);
        }
        catch (Exception fault) when (fault is SqliteException or IOException or UnauthorizedAccessException or InvalidFileException)
        {
            // A file that was moved away or repaired is opened anew.
            Close();
            Say(HistoryFault.Of(fault));
        }
    }

    private void Close()
    {
        _database?.Dispose();
        _database = null;
    }

    // Once for each change.
    private void Say(string? fault)
    {
        if (string.Equals(fault, _fault, StringComparison.Ordinal))
        {
            return;
        }

        _fault = fault;
        if (fault is null)
        {
            Log.Written(_logger, _options.File);
        }
        else
        {
            Log.NotWritten(_logger, _options.File, fault);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(50, LogLevel.Warning, "The history is not written to {File}: {Reason}")]
        public static partial void NotWritten(ILogger logger, string file, string reason);

        [LoggerMessage(51, LogLevel.Information, "The history is written to {File} again")]
        public static partial void Written(ILogger logger, string file);
    }
}
