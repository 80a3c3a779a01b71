using Tangram.Core.Time;
using Tangram.Scheduling;
using Tangram.Simulation.Arrivals;
using Tangram.Simulation.Events;
using Tangram.Simulation.Measuring;
using Tangram.Simulation.Randomness;
using Tangram.Simulation.Running;

namespace Tangram.Simulation;

/// <summary>Drives one <see cref="Engine"/> with simulated requests and workers: the same code that serves, told of events in order of their instants.</summary>
/// <remarks>
/// Events at one instant happen in the order in which they were scheduled. Every source of chance has a stream of its own: one for each load's arrivals, for each process's run
/// times, for the fan-outs of each task, and for each change; so policies are compared on the same arrivals. Memory does not grow with the length of a run.
/// </remarks>
public sealed class Simulator : IShell
{
    private const int EventsBetweenReports = 1 << 16;

    private readonly SimulationSetup _setup;
    private readonly EventQueue<SimulatedEvent> _events = new();
    private readonly Engine _engine;
    private readonly SimulatedWorkers _workers;
    private readonly SimulatedFaults _faults;
    private readonly SimulatedForesight? _foresight;
    private readonly DelayedItems _delayed = new();
    private readonly Measurement _measurement;
    private readonly RandomStream[] _fanOuts;
    private readonly IArrivals[] _arrivals;
    private readonly RandomStream[] _sizes;
    private readonly Arrival[] _next;
    private readonly int[][] _roots;
    private readonly TimeSpan[] _operators;
    private readonly Instant _end;
    private readonly CancellationToken _cancellation;
    private long _lastRequest = -1;
    private int _loadsAhead;
    private Instant _now;

    private Simulator(SimulationSetup setup, CancellationToken cancellation)
    {
        (_setup, _cancellation) = (setup, cancellation);
        var streams = new RandomStreams(setup.Seed);
        _measurement = new Measurement(setup);
        _workers = new SimulatedWorkers(setup.Layout, _events, setup.Service, setup.Interference, streams);
        _engine = new Engine(setup.Layout, setup.Policies.Create(), this, setup.Log);
        _foresight = setup.Prediction is { } prediction ? new SimulatedForesight(prediction, _engine) : null;
        _faults = new SimulatedFaults(setup, _engine, _workers, _foresight, _measurement, _events, streams);
        _fanOuts = [.. setup.Layout.Tasks.Select(t => streams.Stream($"fan-out/{t.Application}/{t.Name}"))];
        _arrivals = [.. setup.Loads.Select(l => l.Start(streams.Stream($"arrivals/{l.Application}")))];
        _sizes = [.. setup.Loads.Select(l => streams.Stream($"sizes/{l.Application}"))];
        _next = new Arrival[_arrivals.Length];
        _roots = [.. setup.Loads.Select(l => setup.Layout.RootsOf(l.Application).ToArray())];
        _operators = [.. setup.Layout.Tasks.Select(t => t.Operators)];
        _end = Instant.Start + setup.Duration;
    }

    /// <summary>Runs a simulation to its end.</summary>
    /// <param name="setup">What to simulate.</param>
    /// <param name="progress">Told the share of the run that is through, 0..1.</param>
    /// <param name="cancellation">Breaks it off.</param>
    /// <exception cref="OperationCanceledException">It was broken off.</exception>
    public static SimulationReport Run(SimulationSetup setup, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(setup);
        return new Simulator(setup, cancellation).Run(progress);
    }

    /// <inheritdoc/>
    void IShell.Assign(in WorkItem item, Segment segment)
    {
    }

    /// <inheritdoc/>
    void IShell.Start(ProcessId process, long run, Segment segment, ReadOnlySpan<WorkItem> batch)
    {
        _workers.Start(_now, process, run, batch);
        _foresight?.Start(_now, process, segment.MaxBatch == 1 ? batch[0].Size : batch.Length);
    }

    /// <inheritdoc/>
    void IShell.Answer(long request, bool isPartial) => _measurement.Answer(_now, request, isPartial);

    /// <inheritdoc/>
    void IShell.Drop(in WorkItem item, bool isWholeRequest, string reason)
    {
        _foresight?.Doubt(_now);
        _measurement.Drop(item, isWholeRequest);
    }

    /// <inheritdoc/>
    void IShell.GiveUp(in WorkItem item) => _measurement.Drop(item, isWholeRequest: true);

    /// <inheritdoc/>
    void IShell.WakeAt(Instant when, Segment segment) => _events.Schedule(when, new SimulatedEvent(EventKind.Wake, segment.Index));

    private SimulationReport Run(IProgress<double>? progress)
    {
        _faults.Begin();
        for (var load = 0; load < _arrivals.Length; load++)
        {
            _loadsAhead++;
            AwaitNext(load);
        }

        var events = 0L;
        while ((_loadsAhead > 0 || _engine.RequestsInFlight > 0) && _events.TryNext(out _now, out var happens))
        {
            Happen(happens);
            _foresight?.Tell(_now);
            if (++events % EventsBetweenReports == 0)
            {
                _cancellation.ThrowIfCancellationRequested();
                progress?.Report(Math.Min(1, (double)_now.Ticks / _end.Ticks));
            }
        }

        // What still runs has lost its requests; it keeps its process busy all the same.
        foreach (var process in _workers.All)
        {
            if (process.IsBusy)
            {
                _measurement.Busy(process.EndsAt, process);
            }
        }

        progress?.Report(1);
        return _measurement.Report(events, _now);
    }

    private void Happen(in SimulatedEvent happens)
    {
        switch (happens.Kind)
        {
            case EventKind.Arrival:
                Arrive(happens.Index);
                break;
            case EventKind.RunEnd:
                EndRun(happens.Index, happens.Stamp);
                break;
            case EventKind.ItemDone:
                Complete(_delayed.Take(happens.Index, out var segment), segment);
                break;
            case EventKind.Wake:
                _engine.Wake(_now, happens.Index);
                break;
            default:
                _faults.Happen(_now, happens);
                break;
        }
    }

    private void AwaitNext(int load)
    {
        if (_arrivals[load].TryNext(out _next[load]) && _next[load].At < _end)
        {
            _events.Schedule(_next[load].At, new SimulatedEvent(EventKind.Arrival, load));
        }
        else
        {
            _loadsAhead--;
        }
    }

    private void Arrive(int index)
    {
        var load = _setup.Loads[index];
        var deadline = _now + (load.LatencyObjective - load.Entry - load.Answer);
        var count = _next[index].Count;
        _measurement.Arrive(_now, index, count);
        _foresight?.Fade(_now);
        for (var i = 0L; i < count; i++)
        {
            if (i % EventsBetweenReports == EventsBetweenReports - 1)
            {
                _cancellation.ThrowIfCancellationRequested();
            }

            var size = load.Size?.Invoke(_sizes[index]) ?? 1;
            if (!_engine.Admit(_now, deadline, _roots[index]).IsAccepted)
            {
                // A refusal changes nothing, so what comes at the same instant is refused too. With a log each is written.
                _foresight?.Doubt(_now);
                var refused = _setup.Log is null ? count - i : 1;
                _measurement.Refuse(_now, index, refused);
                i += refused - 1;
                continue;
            }

            _measurement.Accept(++_lastRequest, _now, index);
            _engine.Accept(_now, _lastRequest, deadline, _roots[index], 1, wholeGraph: true, size);
            _foresight?.Tell(_now);
        }

        AwaitNext(index);
    }

    private void EndRun(int index, long stamp)
    {
        var process = _workers[index];
        if (!process.IsBusy || process.Stamp != stamp)
        {
            return;
        }

        _measurement.Ran(_now, process);
        _workers.Stop(_now, process);
        _foresight?.End(_now, process);
        var batch = process.Batch;
        _engine.Free(_now, process.Id, process.Run);
        _foresight?.Tell(_now);
        _faults.Ended(_now, process);
        foreach (ref readonly var item in batch)
        {
            var operators = _operators[item.Task];
            if (operators > TimeSpan.Zero)
            {
                _events.Schedule(_now + operators, new SimulatedEvent(EventKind.ItemDone, _delayed.Add(item, process.Segment.Index)));
            }
            else
            {
                Complete(item, process.Segment.Index);
            }
        }
    }

    private void Complete(in WorkItem item, int segment)
    {
        var means = _setup.FanOutMeans.Of(segment, item.Task);
        Span<int> children = stackalloc int[means.Length];
        for (var edge = 0; edge < means.Length; edge++)
        {
            children[edge] = _setup.FanOut.Draw(means[edge], _fanOuts[item.Task]);
        }

        _engine.Complete(_now, item, children);
        _foresight?.Tell(_now);
    }
}
