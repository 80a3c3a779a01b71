using Tangram.Core.Time;
using Tangram.Scheduling;
using Tangram.Simulation.Events;
using Tangram.Simulation.Faults;
using Tangram.Simulation.Measuring;
using Tangram.Simulation.Randomness;

namespace Tangram.Simulation.Running;

/// <summary>Processes that become ready and die, and layouts that change.</summary>
internal sealed class SimulatedFaults(
    SimulationSetup setup, Engine engine, SimulatedWorkers workers, Measurement measurement, EventQueue<SimulatedEvent> events, RandomStreams streams)
{
    private static readonly TimeSpan LeastPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan MostPause = TimeSpan.FromMilliseconds(250);

    private readonly RandomStream _pauses = streams.Stream("reconfiguration");

    // Segments that a change took out of use: what was to become of their processes no longer happens.
    private readonly HashSet<int> _retired = [];

    /// <summary>Makes every process ready that is so from the start, and foretells what happens to them.</summary>
    public void Begin()
    {
        var later = setup.Changes.SelectMany(c => c.Added).ToHashSet();
        for (var i = 0; i < workers.All.Count; i++)
        {
            if (!later.Contains(workers[i].Segment.Index))
            {
                engine.Revive(Instant.Start, workers[i].Id);
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
            case EventKind.Ready when !_retired.Contains(workers[happens.Index].Segment.Index):
                engine.Revive(now, workers[happens.Index].Id);
                break;
            case EventKind.Change:
                Change(now, setup.Changes[happens.Index]);
                break;
        }
    }

    private void Fail(Instant now, Failure failure)
    {
        var index = workers.IndexOf(failure.Process);
        var process = workers[index];
        if (_retired.Contains(process.Segment.Index))
        {
            return;
        }

        if (process.IsBusy)
        {
            measurement.Busy(now, process);
            workers.Stop(now, process);
        }

        engine.Lose(now, failure.Process);
        events.Schedule(now + failure.Absence, new SimulatedEvent(EventKind.Ready, index));
    }

    private void Change(Instant now, LayoutChange change)
    {
        var free = new Dictionary<int, Instant>();
        foreach (var segment in change.Retired)
        {
            var device = setup.Layout.Segments[segment].Device;
            var drained = now;
            foreach (var process in workers.All.Where(p => p.Segment.Index == segment && p.IsBusy))
            {
                drained = process.EndsAt > drained ? process.EndsAt : drained;
            }

            free[device] = free.TryGetValue(device, out var other) && other > drained ? other : drained;
            _retired.Add(segment);
            engine.Retire(now, segment);
        }

        foreach (var segment in change.Retired.Concat(change.Added))
        {
            var device = setup.Layout.Segments[segment].Device;
            free[device] = free.GetValueOrDefault(device, now) + Pause();
        }

        foreach (var segment in change.Added)
        {
            _retired.Remove(segment);
            var ready = free[setup.Layout.Segments[segment].Device] + change.Load;
            for (var process = 0; process < setup.Layout.Segments[segment].Processes; process++)
            {
                events.Schedule(ready, new SimulatedEvent(EventKind.Ready, workers.IndexOf(new ProcessId(segment, process))));
            }
        }
    }

    private TimeSpan Pause() => LeastPause + ((MostPause - LeastPause) * _pauses.Unit());
}
