using Tangram.Core.Time;
using Tangram.Scheduling;
using Tangram.Simulation.Events;
using Tangram.Simulation.Faults;
using Tangram.Simulation.Measuring;
using Tangram.Simulation.Randomness;

namespace Tangram.Simulation.Running;

/// <summary>Processes that become ready and die, and layouts that change.</summary>
internal sealed class SimulatedFaults(
    SimulationSetup setup, Engine engine, SimulatedWorkers workers, SimulatedForesight? foresight, Measurement measurement, EventQueue<SimulatedEvent> events, RandomStreams streams)
{
    private static readonly TimeSpan LeastPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan MostPause = TimeSpan.FromMilliseconds(250);

    private readonly RandomStream _pauses = streams.Stream("reconfiguration");

    // Devices some of whose segments go, and still run what they had begun.
    private readonly List<Rebuilding> _draining = [];

    /// <summary>Makes every process ready that is so from the start, and foretells what happens to them.</summary>
    public void Begin()
    {
        var later = LayoutChange.NotThereAtFirst(setup.Changes);
        for (var i = 0; i < workers.All.Count; i++)
        {
            if (!later.Contains(workers[i].Segment.Index))
            {
                Revive(Instant.Start, workers[i]);
            }
        }

        for (var i = 0; i < setup.Failures.Count; i++)
        {
            events.Schedule(setup.Failures[i].At, new SimulatedEvent(EventKind.Failure, i));
        }

        for (var i = 0; i < setup.Changes.Count; i++)
        {
            events.Schedule(setup.Changes[i].At, new SimulatedEvent(EventKind.Change, i));
        }
    }

    public void Happen(Instant now, in SimulatedEvent happens)
    {
        switch (happens.Kind)
        {
            case EventKind.Failure:
                Fail(now, setup.Failures[happens.Index]);
                break;
            case EventKind.Ready when workers[happens.Index].Life == happens.Stamp:
                Revive(now, workers[happens.Index]);
                break;
            case EventKind.Change:
                Change(now, setup.Changes[happens.Index]);
                break;
        }
    }

    /// <summary>A process ended its batch.</summary>
    public void Ended(Instant now, SimulatedProcess process)
    {
        for (var i = 0; !process.IsReady && i < _draining.Count; i++)
        {
            if (_draining[i].Running.Remove(process) && _draining[i].Running.Count == 0)
            {
                Rebuild(now, _draining[i]);
                _draining.RemoveAt(i--);
            }
        }
    }

    private void Revive(Instant now, SimulatedProcess process)
    {
        process.IsReady = true;
        engine.Revive(now, process.Id);
    }

    private void Fail(Instant now, Failure failure)
    {
        var index = workers.IndexOf(failure.Process);
        var process = workers[index];
        if (!process.IsReady)
        {
            return;
        }

        if (process.IsBusy)
        {
            measurement.Busy(now, process);
            workers.Stop(now, process);
            foresight?.Abandon(now, process.Id);
        }

        (process.IsReady, process.Life) = (false, process.Life + 1);
        engine.Lose(now, failure.Process);
        events.Schedule(now + failure.Absence, new SimulatedEvent(EventKind.Ready, index, process.Life));
    }

    private void Change(Instant now, LayoutChange change)
    {
        foreach (var process in Of(change.Retired.Concat(change.Added)))
        {
            (process.IsReady, process.Life) = (false, process.Life + 1);
        }

        var running = Of(change.Retired).Where(p => p.IsBusy).ToList();
        foreach (var segment in change.Retired)
        {
            engine.Retire(now, segment);
        }

        foreach (var device in change.Retired.Concat(change.Added).GroupBy(DeviceOf))
        {
            Await(now, change, device.Key, running);
        }
    }

    // The pauses are drawn at once, so that they do not depend on when the device is free.
    private void Await(Instant now, LayoutChange change, int device, List<SimulatedProcess> running)
    {
        var pause = TimeSpan.Zero;
        foreach (var _ in change.Retired.Where(s => DeviceOf(s) == device))
        {
            pause += Pause();
        }

        var ready = new List<(SimulatedProcess, long, TimeSpan)>();
        foreach (var segment in change.Added.Where(s => DeviceOf(s) == device))
        {
            pause += Pause();
            ready.AddRange(Of([segment]).Select(p => (p, p.Life, pause + change.Load)));
        }

        var rebuilding = new Rebuilding([.. running.Where(p => p.Segment.Device == device)], ready);
        if (rebuilding.Running.Count == 0)
        {
            Rebuild(now, rebuilding);
        }
        else
        {
            _draining.Add(rebuilding);
        }
    }

    private void Rebuild(Instant now, Rebuilding rebuilding)
    {
        foreach (var (process, life, after) in rebuilding.Ready)
        {
            events.Schedule(now + after, new SimulatedEvent(EventKind.Ready, workers.IndexOf(process.Id), life));
        }
    }

    private IEnumerable<SimulatedProcess> Of(IEnumerable<int> segments) =>
        segments.SelectMany(s => Enumerable.Range(0, setup.Layout.Segments[s].Processes).Select(p => workers[workers.IndexOf(new ProcessId(s, p))]));

    private int DeviceOf(int segment) => setup.Layout.Segments[segment].Device;

    private TimeSpan Pause() => LeastPause + ((MostPause - LeastPause) * _pauses.Unit());

    private sealed record Rebuilding(HashSet<SimulatedProcess> Running, IReadOnlyList<(SimulatedProcess Process, long Life, TimeSpan After)> Ready);
}
