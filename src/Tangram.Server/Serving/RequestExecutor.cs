using Tangram.Core.Applications;
using Tangram.Core.Time;
using Tangram.Prediction.Bounds;
using Tangram.Scheduling;
using Tangram.Scheduling.Logging;
using Tangram.Server.Metrics;
using Tangram.Server.Tracing;

namespace Tangram.Server.Serving;

/// <summary>Drives one <see cref="Engine"/> with real requests and real workers: events go in under one lock, commands become calls and timers.</summary>
/// <remarks>Inside the lock only cheap things happen; commands are obeyed after it was let go, in their order.</remarks>
internal sealed partial class RequestExecutor
{
    private readonly Lock _gate = new();
    private readonly Engine _engine;
    private readonly ExecutorSetup _setup;
    private readonly Dictionary<long, ServedRequest> _requests = [];
    private readonly Dictionary<long, ServedItem> _items = [];
    private readonly Dictionary<ProcessId, ISegmentWorker> _workers = [];
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IReadOnlyList<Variant> _variants;
    private int[] _roots;
    private long _lastRequest = -1;
    private bool _isDraining;

    /// <param name="engine">Makes the engine that decides, of the shell that obeys it.</param>
    /// <param name="setup">What it works with.</param>
    public RequestExecutor(Func<IShell, Engine> engine, ExecutorSetup setup)
    {
        (_setup, _variants) = (setup, setup.Variants);
        _door = new Door(TimeSpan.FromMilliseconds(setup.Application?.Application.Objectives.LatencyMilliseconds ?? 0));
        _engine = engine(this);
        _roots = RootsOf(_engine.Layout);
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

    /// <summary>The current instant on the time line that requests arrive on.</summary>
    public Instant Now => _setup.Clock.Now;

    /// <summary>Items that wait at each segment, by its id.</summary>
    public IReadOnlyList<(string Segment, int Items)> QueueLengths()
    {
        lock (_gate)
        {
            return [.. _engine.Segments.Where(s => s.Segment.Tasks.Count > 0).Select(s => (s.Segment.Id, s.Queue.Count))];
        }
    }

    /// <summary>Whether a process of a segment can run batches.</summary>
    public bool IsAlive(int segment)
    {
        lock (_gate)
        {
            return _engine.Segments[segment].IsAlive;
        }
    }

    /// <summary>Lets no further request in.</summary>
    /// <returns>Ends when those that were accepted have ended.</returns>
    public Task Drain()
    {
        lock (_gate)
        {
            _isDraining = true;
            if (_requests.Count == 0)
            {
                _drained.TrySetResult();
            }

            return _drained.Task;
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
        if (!_retired.Contains(process.Segment))
        {
            _workers[process] = worker;
            _engine.Revive(now, process);
        }
    });

    /// <summary>A process died.</summary>
    public void Lost(ProcessId process) => Tell(now =>
    {
        _setup.Foresight?.Abandon(now, process);
        _engine.Lose(now, process);
    });

    /// <summary>More has been learned of slowdowns.</summary>
    public void Learned(SlowdownBound bound) => Tell(_ => _setup.Foresight?.Use(bound));

    /// <summary>Whether something serves a task, or every task where <paramref name="task"/> is null, and requests are let in.</summary>
    public bool IsReady(int? task = null)
    {
        lock (_gate)
        {
            return !_isDraining && (task is { } one ? [one] : Reached()).All(t => _engine.Segments.Any(s => s.Segment.Serves(t) && s.IsAlive));
        }
    }

    /// <summary>Refuses a request before anything is spent on reading it; null if it may come in as things are.</summary>
    /// <param name="deadline">When it must be answered.</param>
    /// <param name="counters">Of the model it is for.</param>
    /// <param name="task">The task whose model it is for; null for the whole graph.</param>
    public Outcome.Refused? RefuseEarly(Instant deadline, ModelCounters counters, int? task = null)
    {
        lock (_gate)
        {
            var refused = Refuse(Now, deadline, task is { } one ? [one] : _roots, items: 1, wholeGraph: task is null, counters);
            if (refused is not null && task is null)
            {
                _setup.Observer?.Offered(priority: 0);
            }

            return refused;
        }
    }

    /// <summary>Runs the whole graph on what the entry operator read.</summary>
    /// <param name="entry">What it read.</param>
    /// <param name="terms">What it was sent with.</param>
    /// <param name="cancellation">Its client went away.</param>
    public Task<Outcome> RunApplicationAsync(object entry, in RequestTerms terms, CancellationToken cancellation) =>
        SubmitAsync(tasks: null, [entry], terms, wholeGraph: true, cancellation);

    /// <summary>Runs one task's model on tensors, for each item one of each of the model's inputs; otherwise as <see cref="RunApplicationAsync"/>.</summary>
    /// <remarks>The tensors must not change before the task ends, which is when no run reads them any more.</remarks>
    public Task<Outcome> RunTaskAsync(int task, IReadOnlyList<ItemTensor[]> inputs, in RequestTerms terms, CancellationToken cancellation) =>
        SubmitAsync([task], inputs, terms, wholeGraph: false, cancellation);

    // Tasks are null for the whole graph: which are its roots is known within the lock.
    private async Task<Outcome> SubmitAsync(int[]? tasks, IReadOnlyList<object> items, RequestTerms terms, bool wholeGraph, CancellationToken cancellation)
    {
        ServedRequest request;
        List<DueCommand>? commands;
        lock (_gate)
        {
            // One instant for both: a replay of the decision log decides them at one instant too.
            var now = Now;
            tasks ??= _roots;
            if (RefuseAtDoor(now, terms, wholeGraph) is { } shed)
            {
                return shed;
            }

            if (Refuse(now, terms.Deadline, tasks, items.Count, wholeGraph, terms.Counters) is { } refused)
            {
                return refused;
            }

            request = new ServedRequest(++_lastRequest, terms, items) { Trace = RequestTrace.Current, IsWholeGraph = wholeGraph };
            _requests.Add(request.Number, request);
            terms.Counters.Began();
            _engine.Accept(now, request.Number, terms.Deadline, tasks, items.Count, wholeGraph, priority: terms.Priority);
            _setup.Foresight?.Tell(now, _engine);
            commands = TakeCommands();
            request.Trace?.Accepted(_engine.Layout.Tasks[tasks[0]].Application);
        }

        Obey(commands);
        await using var gone = cancellation.UnsafeRegister(_ => End(request, new Outcome.Failed("the client went away"), "cancelled"), null);
        var outcome = await request.Outcome;
        if (!wholeGraph)
        {
            await QuietAsync(request);
        }

        return outcome;
    }

    private Task QuietAsync(ServedRequest request)
    {
        if (request.IsQuiet)
        {
            return Task.CompletedTask;
        }

        lock (_gate)
        {
            return request.QuietAsync();
        }
    }

    private Outcome.Refused? Refuse(Instant now, Instant deadline, int[] tasks, int items, bool wholeGraph, ModelCounters counters)
    {
        if (_isDraining)
        {
            return Refused(AdmissionDecision.Refuse("the server is shutting down", TimeSpan.FromSeconds(1)), counters);
        }

        _setup.Foresight?.Fade(now, _engine);
        var decision = _engine.Admit(now, deadline, tasks, items, wholeGraph);
        if (decision.IsAccepted)
        {
            return null;
        }

        _setup.Foresight?.Doubt(now);
        return Refused(decision, counters);
    }

    private Outcome.Refused? RefuseAtDoor(Instant now, in RequestTerms terms, bool wholeGraph)
    {
        if (!wholeGraph)
        {
            return null;
        }

        _setup.Observer?.Offered(terms.Priority);
        return _door.Refuse(now, terms.Priority) is { } decision ? Refused(decision, terms.Counters) : null;
    }

    private Outcome.Refused Refused(AdmissionDecision decision, ModelCounters counters)
    {
        _setup.Metrics.Ended("refused", TimeSpan.Zero);
        counters.Refused("refused", TimeSpan.Zero);
        return new Outcome.Refused(decision.Reason, decision.RetryAfter);
    }

    private void Tell(Action<Instant> tell)
    {
        List<DueCommand>? commands;
        lock (_gate)
        {
            var now = Now;
            tell(now);
            _setup.Foresight?.Tell(now, _engine);
            TellWhoWaits();
            commands = TakeCommands();
        }

        Obey(commands);
    }

    private void Forget(ServedRequest request, Outcome outcome, string kind)
    {
        var duration = Now - request.Terms.ArrivedAt;
        _setup.Metrics.Ended(kind, duration);
        request.Trace?.Ended(kind, request.Terms.Limit - duration);
        if (request.IsWholeGraph && kind is not "cancelled")
        {
            _setup.Observer?.Ended(inTime: kind is "answered");
        }

        if (outcome is Outcome.Answered)
        {
            request.Terms.Counters.Answered(duration, request.Times);
        }
        else
        {
            request.Terms.Counters.Failed(kind, duration);
        }

        _requests.Remove(request.Number);
        foreach (var item in request.Items)
        {
            _items.Remove(item);
        }

        (_commands ??= []).Add(DueCommand.End(request, outcome));
        if (_isDraining && _requests.Count == 0)
        {
            _drained.TrySetResult();
        }
    }

    // Ends a request from outside the engine: its client went away, or an operator or a model failed on it.
    private void End(ServedRequest request, Outcome outcome, string kind) => Tell(now =>
    {
        if (_requests.ContainsKey(request.Number))
        {
            Forget(request, outcome, kind);
            _engine.Cancel(now, request.Number);
        }
    });
}
