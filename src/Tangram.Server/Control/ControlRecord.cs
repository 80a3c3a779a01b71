using Tangram.Core.Files;
using Tangram.Core.Plans;
using Tangram.Server.Files;
using Tangram.Server.History;

namespace Tangram.Server.Control;

/// <summary>Keeps the plan that is to run, for the next start, and the history. Calls return at once and do not throw: serving goes on where nothing can be kept.</summary>
internal sealed partial class ControlRecord : IAsyncDisposable
{
    private readonly string _folder;
    private readonly PlanHistory _history;
    private readonly ILogger _logger;

    /// <param name="folder">The state folder.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Told when nothing can be kept.</param>
    public ControlRecord(string folder, TimeProvider time, ILogger logger)
    {
        (_folder, _logger) = (folder, logger);
        _history = new PlanHistory(new HistoryOptions { File = Path.Combine(folder, "history.db") }, time, logger);
    }

    /// <summary>From now on this plan is to run; the next start begins with it.</summary>
    public void Keep(string application, long generation, Plan plan)
    {
        try
        {
            Directory.CreateDirectory(_folder);
            AtomicFile.WriteAllText(KeptPlan.FileOf(_folder, application), JsonFile.Write(new KeptPlan(JsonFile.Version, application, generation, plan)));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Log.NotKept(_logger, application, fault.Message);
        }
    }

    /// <summary>Something was done, or failed.</summary>
    public void Note(HistoryEntry entry) => _history.Append(entry);

    public ValueTask DisposeAsync() => _history.DisposeAsync();

    private static partial class Log
    {
        [LoggerMessage(45, LogLevel.Warning, "Application {Application}: the plan is not kept for the next start: {Reason}")]
        public static partial void NotKept(ILogger logger, string application, string reason);
    }
}
