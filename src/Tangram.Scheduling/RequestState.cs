using Tangram.Core.Time;
using Tangram.Scheduling.Snapshots;

namespace Tangram.Scheduling;

/// <summary>How far one request has come through the task graph. Used again for another request once this one has ended.</summary>
internal sealed class RequestState(int slot)
{
    private HashSet<long>? _lost;
    private HashSet<long>? _twice;
    private int _priority;

    /// <summary>Its place among all states, which its items carry.</summary>
    public int Slot => slot;

    public bool IsInFlight { get; set; }

    public long Number { get; private set; }

    public Instant Deadline { get; private set; }

    public LayoutApplication Application { get; private set; } = null!;

    /// <summary>Whether items go on to child tasks, as for an application, or stop after the first task.</summary>
    public bool WholeGraph { get; private set; }

    /// <summary>The priority of its items: the application's, and among the requests of one application its own.</summary>
    public int ItemPriority => (Application.Priority * ((2 * Engine.MostUrgent) + 1)) + _priority;

    /// <summary>Items that were created and are not through yet.</summary>
    public int Outstanding { get; set; }

    /// <summary>Items that are through.</summary>
    public int Through { get; set; }

    /// <summary>Whether an item of it was given up while the rest goes on.</summary>
    public bool IsPartial { get; set; }

    /// <summary>Whether a process died while running an item of it; such a request is never dropped, only late.</summary>
    public bool WasHit => _lost is not null;

    public void Begin(long number, Instant deadline, LayoutApplication application, bool wholeGraph, int priority)
    {
        (Number, Deadline, Application, WholeGraph, _priority) = (number, deadline, application, wholeGraph, priority);
        IsInFlight = true;
        (Outstanding, Through, IsPartial, _lost, _twice) = (0, 0, false, null, null);
    }

    /// <summary>An item's process died; it is run again.</summary>
    public void Lose(long item) => (_lost ??= []).Add(item);

    /// <summary>Whether news of an item's result is the first; it may come twice where its process died.</summary>
    public bool IsFirstNews(long item) => _twice is null || !_twice.Contains(item);

    /// <summary>An item is through.</summary>
    /// <returns>Whether it may still wait somewhere, to be run again.</returns>
    public bool Finish(long item)
    {
        Outstanding--;
        Through++;
        if (_lost is null || !_lost.Contains(item))
        {
            return false;
        }

        (_twice ??= []).Add(item);
        return true;
    }

    public RequestSnapshot Snapshot() => new(Slot, Number, Deadline, Application.Name, WholeGraph, Outstanding, Through, IsPartial, [.. _lost ?? []], [.. _twice ?? []], WasHit) { Priority = _priority };

    public void Restore(RequestSnapshot snapshot, LayoutApplication application)
    {
        Begin(snapshot.Number, snapshot.Deadline, application, snapshot.WholeGraph, snapshot.Priority);
        (Outstanding, Through, IsPartial) = (snapshot.Outstanding, snapshot.Through, snapshot.IsPartial);
        _lost = snapshot.WasHit ? [.. snapshot.Lost] : null;
        _twice = snapshot.Twice.Count > 0 ? [.. snapshot.Twice] : null;
    }
}
