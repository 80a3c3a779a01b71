using Tangram.Core.Time;
using Tangram.Scheduling;
using Tangram.Simulation.Events;
using Tangram.Simulation.Interference;
using Tangram.Simulation.Randomness;
using Tangram.Simulation.Service;

namespace Tangram.Simulation.Running;

/// <summary>The worker processes of a simulation: when batches end, by their drawn run times and by what runs beside them.</summary>
internal sealed class SimulatedWorkers
{
    private readonly EventQueue<SimulatedEvent> _events;
    private readonly IServiceTimes _service;
    private readonly IInterference _interference;
    private readonly SimulatedProcess[] _processes;
    private readonly int[] _firstOfSegment;
    private readonly int[][] _ofDevice;
    private readonly Segment[] _others;
    private long _lastStamp;

    public SimulatedWorkers(Layout layout, EventQueue<SimulatedEvent> events, IServiceTimes service, IInterference interference, RandomStreams streams)
    {
        (_events, _service, _interference) = (events, service, interference);
        _processes = [.. layout.Segments.SelectMany(s => Enumerable.Range(0, s.Processes)
            .Select(p => new SimulatedProcess(new ProcessId(s.Index, p), s, streams.Stream(FormattableString.Invariant($"service/{s.Id}/{p}")))))];
        _firstOfSegment = new int[layout.Segments.Count];
        for (var i = 1; i < _firstOfSegment.Length; i++)
        {
            _firstOfSegment[i] = _firstOfSegment[i - 1] + layout.Segments[i - 1].Processes;
        }

        var devices = layout.Segments.Select(s => s.Device).DefaultIfEmpty(-1).Max() + 1;
        _ofDevice = [.. Enumerable.Range(0, devices).Select(d => Enumerable.Range(0, _processes.Length).Where(i => _processes[i].Segment.Device == d).ToArray())];
        _others = new Segment[_processes.Length];
    }

    public IReadOnlyList<SimulatedProcess> All => _processes;

    public SimulatedProcess this[int process] => _processes[process];

    public int IndexOf(ProcessId id) => _firstOfSegment[id.Segment] + id.Process;

    /// <summary>Starts a batch and foretells its end.</summary>
    public void Start(Instant now, ProcessId id, long run, ReadOnlySpan<WorkItem> batch)
    {
        var index = IndexOf(id);
        var process = _processes[index];
        process.Start(now, run, batch);
        var time = _service.Draw(process.Segment, process.Segment.MaxBatch == 1 ? batch[0].Size : batch.Length, process.Stream);
        if (_interference.IsAny)
        {
            (process.LeftTicks, process.AsOf, process.Slowdown) = (time.Ticks, now, 1);
            Retime(now, process.Segment.Device);
        }
        else
        {
            Foretell(index, now + time);
        }
    }

    /// <summary>A batch ended, or its process died.</summary>
    public void Stop(Instant now, SimulatedProcess process)
    {
        process.Stop();
        if (_interference.IsAny)
        {
            Retime(now, process.Segment.Device);
        }
    }

    private void Foretell(int index, Instant end)
    {
        var process = _processes[index];
        process.EndsAt = end;
        process.Stamp = ++_lastStamp;
        _events.Schedule(end, new SimulatedEvent(EventKind.RunEnd, index, process.Stamp));
    }

    // Something on the device started or ended: what runs there goes on at another pace.
    private void Retime(Instant now, int device)
    {
        foreach (var index in _ofDevice[device])
        {
            var process = _processes[index];
            if (!process.IsBusy)
            {
                continue;
            }

            var slowdown = Math.Max(1, _interference.Slowdown(process.Segment, Beside(index)));
            process.LeftTicks = Math.Max(0, process.LeftTicks - ((now - process.AsOf).Ticks / process.Slowdown));
            process.AsOf = now;
            if (slowdown != process.Slowdown || process.StartedAt == now)
            {
                process.Slowdown = slowdown;
                Foretell(index, now + new TimeSpan((long)Math.Round(process.LeftTicks * slowdown)));
            }
        }
    }

    private ReadOnlySpan<Segment> Beside(int index)
    {
        var count = 0;
        foreach (var other in _ofDevice[_processes[index].Segment.Device])
        {
            // What processes of one segment do to each other is in its profile already.
            if (_processes[other].IsBusy && _processes[other].Segment != _processes[index].Segment)
            {
                _others[count++] = _processes[other].Segment;
            }
        }

        return _others.AsSpan(0, count);
    }
}
