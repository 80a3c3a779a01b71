using Tangram.Core.Applications;
using Tangram.Core.Time;
using Tangram.Operators;
using Tangram.Prediction.Bounds;
using Tangram.Scheduling;
using Tangram.Scheduling.Logging;
using Tangram.Server.Learning;
using Tangram.Server.Metrics;

namespace Tangram.Server.Serving;

/// <summary>Drives one <see cref="Engine"/> with real requests and real workers: events go in under one lock, commands become calls and timers.</summary>
/// <remarks>Inside the lock only cheap things happen; preparing, running and interpreting run on the thread pool.</remarks>
internal sealed partial class RequestExecutor : IShell
{
    private readonly Lock _gate = new();
    private readonly Engine _engine;
    private readonly Layout _layout;
    private readonly BoundApplication _application;
    private readonly IReadOnlyList<Variant> _variants;
    private readonly ServingMetrics _metrics;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly long _origin;
    private readonly ServedForesight? _foresight;
    private readonly int[] _roots;
    private readonly Dictionary<long, ServedRequest> _requests = [];
    private readonly Dictionary<long, ServedItem> _items = [];
    private readonly Dictionary<ProcessId, ISegmentWorker> _workers = [];
    private long _lastRequest = -1;
    private bool _isDraining;

    /// <param name="engine">Makes the engine that decides, of the shell that obeys it.</param>
    /// <param name="layout">What the engine schedules onto.</param>
    /// <param name="application">The operators around the models.</param>
    /// <param name="variants">The variant each segment serves, by the segment's index.</param>
    /// <param name="metrics">Counts.</param>
    /// <param name="logger">Tells what went wrong.</param>
    /// <param name="time">The monotonic clock.</param>
    /// <param name="foresight">Predicts slowdowns for the engine; null where nothing does.</param>
    public RequestExecutor(
        Func<IShell, Engine> engine,
        Layout layout,
        BoundApplication application,
        IReadOnlyList<Variant> variants,
        ServingMetrics metrics,
        ILogger logger,
        TimeProvider time,
        ServedForesight? foresight = null)
    {
        _foresight = foresight;
        (_layout, _application, _variants, _metrics, _logger, _time) = (layout, application, variants, metrics, logger, time);
        _origin = time.GetTimestamp();
        _roots = [.. layout.Tasks.Where(t => t.IsRoot).Select(t => t.Index)];
        _engine = engine(this);
    }

    /// <summary>Requests accepted and not ended.</summary>
    public int RequestsInFlight
    {
        get
        {
            lock (_gate)
            {
                return _requests.Count;
            }
        }
    }

    /// <summary>The current instant on the executor's own time line; requests arrive on it.</summary>
    public Instant Now => Instant.Start + _time.GetElapsedTime(_origin);

    /// <summary>Items that wait at each segment, by its id.</summary>
    public IReadOnlyList<(string Segment, int Items)> QueueLengths()
    {
        lock (_gate)
        {
            return [.. _engine.Segments.Select(s => (s.Segment.Id, s.Queue.Count))];
        }
    }

    /// <summary>Lets no further request in.</summary>
    public void Drain()
    {
        lock (_gate)
        {
            _isDraining = true;
        }
    }

    /// <summary>Ends the engine's decision log, if it has one; the engine decides nothing any more.</summary>
    public void CloseLog(DecisionLog? log)
    {
        lock (_gate)
        {
            log?.Dispose();
        }
    }

    /// <summary>A process can run batches, with this worker.</summary>
    public void Ready(ProcessId process, ISegmentWorker worker) => Tell(now =>
    {
        _workers[process] = worker;
        _engine.Revive(now, process);
    });

    /// <summary>A process died.</summary>
    public void Lost(ProcessId process) => Tell(now =>
    {
        _foresight?.Abandon(now, process);
        _engine.Lose(now, process);
    });

    /// <summary>More has been learned of slowdowns.</summary>
    public void Learned(SlowdownBound bound) => Tell(_ => _foresight?.Use(bound));

    /// <summary>Whether something serves a task, or every task where <paramref name="task"/> is null, and requests are let in.</summary>
    public bool IsReady(int? task = null)
    {
        lock (_gate)
        {
            return !_isDraining && _layout.Tasks.Where(t => task is null || t.Index == task)
                .All(t => _engine.Segments.Any(s => s.Segment.Serves(t.Index) && s.IsAlive));
        }
    }

    /// <summary>Refuses a request for the application before anything is spent on reading it; null if it may come in as things are.</summary>
    /// <param name="deadline">When it must be answered.</param>
    public Outcome.Refused? RefuseEarly(Instant deadline)
    {
        lock (_gate)
        {
            return Refuse(Now, deadline, _roots, items: 1, wholeGraph: true);
        }
    }

    /// <summary>Runs the whole graph on what the entry operator read.</summary>
    /// <param name="entry">What it read.</param>
    /// <param name="arrivedAt">When the request arrived; its time has run since then.</param>
    /// <param name="limit">Time it has.</param>
    /// <param name="cancellation">Its client went away.</param>
    public Task<Outcome> RunApplicationAsync(object entry, Instant arrivedAt, TimeSpan limit, CancellationToken cancellation) =>
        SubmitAsync(_roots, [entry], arrivedAt, limit, wholeGraph: true, cancellation);

    /// <summary>Runs one task's model on tensors, each an item; otherwise as <see cref="RunApplicationAsync"/>.</summary>
    public Task<Outcome> RunTaskAsync(int task, IReadOnlyList<ReadOnlyMemory<float>> inputs, Instant arrivedAt, TimeSpan limit, CancellationToken cancellation) =>
        SubmitAsync([task], [.. inputs], arrivedAt, limit, wholeGraph: false, cancellation);

    private async Task<Outcome> SubmitAsync(
        int[] tasks, IReadOnlyList<object> items, Instant arrivedAt, TimeSpan limit, bool wholeGraph, CancellationToken cancellation)
    {
        ServedRequest request;
        lock (_gate)
        {
            // One instant for both: a replay of the decision log decides them at one instant too.
            var now = Now;
            if (Refuse(now, arrivedAt + limit, tasks, items.Count, wholeGraph) is { } refused)
            {
                return refused;
            }

            request = new ServedRequest(++_lastRequest, arrivedAt, arrivedAt + limit, items);
            _requests.Add(request.Number, request);
            _engine.Accept(now, request.Number, request.Deadline, tasks, items.Count, wholeGraph);
            _foresight?.Tell(now, _engine);
        }

        await using var gone = cancellation.Register(() => End(request, new Outcome.Failed("the client went away"), "cancelled"));
        return await request.Outcome;
    }

    private Outcome.Refused? Refuse(Instant now, Instant deadline, int[] tasks, int items, bool wholeGraph)
    {
        var decision = _isDraining
            ? AdmissionDecision.Refuse("the server is shutting down", TimeSpan.FromSeconds(1))
            : _engine.Admit(now, deadline, tasks, items, wholeGraph);
        if (decision.IsAccepted)
        {
            return null;
        }

        _metrics.Ended("refused", TimeSpan.Zero);
        return new Outcome.Refused(decision.Reason, decision.RetryAfter);
    }

    private void Tell(Action<Instant> tell)
    {
        lock (_gate)
        {
            var now = Now;
            tell(now);
            _foresight?.Tell(now, _engine);
        }
    }

    /// <inheritdoc/>
    void IShell.Assign(in WorkItem item, Segment segment)
    {
        if (!_items.TryGetValue(item.Id, out var served))
        {
            var request = _requests[item.Request];
            served = new ServedItem(request, request.PayloadOf(item));
            request.Items.Add(item.Id);
            _items.Add(item.Id, served);
        }

        served.Prepare(_application.Task(_layout.Tasks[item.Task].Name), _variants[segment.Index]);
    }

    /// <inheritdoc/>
    void IShell.Start(ProcessId process, long run, Segment segment, ReadOnlySpan<WorkItem> batch)
    {
        var items = new List<(WorkItem, ServedItem)>(batch.Length);
        foreach (ref readonly var item in batch)
        {
            items.Add((item, _items[item.Id].Started()));
        }

        _foresight?.Start(Now, process, segment.MaxBatch == 1 ? batch[0].Size : batch.Length);
        _ = RunAsync(new StartedBatch(process, run, segment, items), _workers[process]);
    }

    /// <inheritdoc/>
    void IShell.Answer(long request, bool isPartial)
    {
        var served = _requests[request];
        var kind = isPartial ? "partial" : Now > served.Deadline ? "late" : "answered";
        Forget(served, new Outcome.Answered(served.Results, served.Tensors, isPartial), kind);
    }

    /// <inheritdoc/>
    void IShell.Drop(in WorkItem item, bool isWholeRequest, string reason)
    {
        var served = _requests[item.Request];
        if (isWholeRequest)
        {
            Forget(served, new Outcome.Dropped(reason), "dropped");
        }
        else
        {
            served.Items.Remove(item.Id);
            _items.Remove(item.Id);
        }
    }

    /// <inheritdoc/>
    void IShell.WakeAt(Instant when, Segment segment) => _ = WakeAsync(when, segment.Index);

    private void Forget(ServedRequest request, Outcome outcome, string kind)
    {
        _metrics.Ended(kind, Now - request.ArrivedAt);
        _requests.Remove(request.Number);
        foreach (var item in request.Items)
        {
            _items.Remove(item);
        }

        request.End(outcome);
    }

    // Ends a request from outside the engine: its client went away, or an operator or a model failed on it.
    private void End(ServedRequest request, Outcome outcome, string kind)
    {
        lock (_gate)
        {
            if (_requests.ContainsKey(request.Number))
            {
                Forget(request, outcome, kind);
                var now = Now;
                _engine.Cancel(now, request.Number);
                _foresight?.Tell(now, _engine);
            }
        }
    }

    private async Task WakeAsync(Instant when, int segment)
    {
        // The lock is held up to here, and the commands that follow come first.
        await Task.Yield();
        for (var delay = when - Now; delay > TimeSpan.Zero; delay = when - Now)
        {
            await DelayAsync(delay);
        }

        Tell(now => _engine.Wake(now, segment));
    }

    // The system's timers count whole milliseconds: a wake-up that comes early is one that nothing repeats.
    private async Task DelayAsync(TimeSpan delay)
    {
        var due = ReferenceEquals(_time, TimeProvider.System) ? TimeSpan.FromMilliseconds(Math.Ceiling(delay.TotalMilliseconds)) : delay;
        var rings = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var timer = _time.CreateTimer(_ => rings.TrySetResult(), null, due, Timeout.InfiniteTimeSpan);
        await rings.Task;
    }
}
