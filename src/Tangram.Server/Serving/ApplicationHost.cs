using System.Globalization;
using Tangram.Protocol.Worker.Messages;
using Tangram.Scheduling;
using Tangram.Scheduling.Logging;
using Tangram.Server.Control;
using Tangram.Server.Learning;
using Tangram.Server.Metrics;

namespace Tangram.Server.Serving;

/// <summary>One application that is served: its executor, its workers, and what learns from them.</summary>
internal sealed partial class ApplicationHost : IAsyncDisposable
{
    private readonly ApplicationMetrics _metrics;
    private readonly DecisionLog? _log;
    private readonly SlowdownTeacher? _teacher;
    private readonly IReadOnlyList<ModelCounters> _counters;
    private readonly WorkerFleet _fleet;

    private ApplicationHost(HostedApplication application, HostSurroundings around)
    {
        (Application, _slots) = (application, LayoutSlots.Of(application.Layout));
        _fleet = new WorkerFleet(this, around);
        _metrics = around.Metrics.Of(application.Name);
        _log = OpenLog(application, around);
        _counters = [.. application.Layout.Tasks.Select(t => new ModelCounters(t.Name, application.Version))];
        var foresight = application.Prediction is { } prediction ? new ServedForesight(prediction, prediction.CreateBound(), batch => _teacher!.Tell(batch)) : null;
        var setup = new ExecutorSetup(application.Layout, [.. application.Segments.Select(s => s.Variant)], _metrics, around.Logger, around.Clock)
        {
            Application = application.Bound,
            Foresight = foresight,
            TaskCounters = _counters,
            Observer = Observer = new ServedObserver(around.Clock.Now),
        };
        Executor = new RequestExecutor(shell => new Engine(application.Layout, application.Policies.Create(), shell, _log), setup);
        _teacher = TeacherOf(application, around, Executor);
        _metrics.Observe(Executor.QueueLengths, () => Executor.RequestsInFlight);
    }

    /// <summary>What is served, as it is at present.</summary>
    public HostedApplication Application { get; private set; }

    /// <summary>Counts what a controller wants to know.</summary>
    public ServedObserver Observer { get; }

    /// <summary>Runs requests.</summary>
    public RequestExecutor Executor { get; }

    /// <summary>Starts the workers and waits until each is ready.</summary>
    /// <exception cref="ArgumentException">A policy is not known.</exception>
    /// <exception cref="IOException">The decision log cannot be opened.</exception>
    public static async Task<ApplicationHost> StartAsync(HostedApplication application, HostSurroundings around, CancellationToken cancellation)
    {
        var host = new ApplicationHost(application, around);
        try
        {
            await host._fleet.StartAsync([.. Enumerable.Range(0, application.Segments.Count)], cancellation);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Counts what a task's model does.</summary>
    public ModelCounters CountersOf(int task) => _counters[task];

    /// <summary>What a segment's workers say of their model.</summary>
    public VariantLoaded ModelOf(int segment) => _fleet.ModelOf(segment);

    /// <summary>A segment that serves a task and whose model is known; null where nothing serves it.</summary>
    public int? SegmentOf(int task) => Application.Layout.Segments.Where(s => s.Serves(task) && Executor.IsAlive(s.Index)).Select(s => (int?)s.Index).FirstOrDefault();

    /// <summary>The share of the last minute's requests that were answered in time; null where there were none.</summary>
    public double? Attainment => _metrics.Attainment();

    /// <summary>A worker process of a segment died.</summary>
    public void Lost(ProcessId process)
    {
        _metrics.Lost(Application.Layout.Segments[process.Segment].Id);
        Executor.Lost(process);
    }

    /// <summary>Lets no further request in and waits for those that were, but no longer than allowed; then ends the workers.</summary>
    public async Task EndAsync(TimeSpan patience)
    {
        await Task.WhenAny(Executor.Drain(), Task.Delay(patience));
        await DisposeAsync();
    }

    /// <summary>Ends the workers; requests that were not drained before fail.</summary>
    public async ValueTask DisposeAsync()
    {
        _ = Executor.Drain();
        await _fleet.DisposeAsync();
        if (_teacher is not null)
        {
            await _teacher.DisposeAsync();
        }

        Executor.CloseLog(_log);
        _metrics.Dispose();
    }

    private static DecisionLog? OpenLog(HostedApplication application, HostSurroundings around) =>
        around.Options.DecisionLog is { } file && application.Bound is not null
            ? new DecisionLog(File.Create(file), LogHeader.Of(application.Layout, application.Policies), fault => Log.DecisionsLost(around.Logger, file, fault.Message))
            : null;

    private static SlowdownTeacher? TeacherOf(HostedApplication application, HostSurroundings around, RequestExecutor executor)
    {
        if (application.Prediction is not { } prediction)
        {
            return null;
        }

        // Runs of a server have identifiers of their own, so that files of several can be joined.
        var run = around.Clock.Date.UtcDateTime.ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture);
        var observations = around.Options.Observations is { } file ? new ObservationLog(file, run, fault => Log.ObservationsLost(around.Logger, file, fault)) : null;
        return new SlowdownTeacher(prediction, executor.Learned, observations, TimeProvider.System);
    }

    private static partial class Log
    {
        [LoggerMessage(20, LogLevel.Warning, "Observations are not written to {File} any more")]
        public static partial void ObservationsLost(ILogger logger, string file, Exception fault);

        [LoggerMessage(21, LogLevel.Warning, "Decisions are not written to {File} any more: {Reason}")]
        public static partial void DecisionsLost(ILogger logger, string file, string reason);
    }
}
