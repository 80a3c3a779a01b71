using Tangram.Core.Time;
using Tangram.Prediction.Signals;

namespace Tangram.Prediction.Tracking;

/// <summary>Follows what runs on one device: who overlaps whom, as expected before a batch starts and exactly once it has ended.</summary>
/// <remarks>
/// <para>
/// Told every start and end in the order of time; what happens at one instant may come in any order. A batch and one that starts at the instant at which it ends
/// do not overlap: where the start was told first, the other's presence has no length, and it is left out. A batch that takes no time at all has had those that
/// ran then beside it from 0 to 1.
/// </para>
/// <para>
/// Memory is bounded: of a batch beside more co-runners than are kept, the one that ended longest ago is joined to the next of its variant that has ended, from the
/// earlier start and for as long as the two lasted together, so overlaps still add up; where there is none of its variant, it is left out and counted in
/// <see cref="LeftOut"/>. Nothing is allocated after construction. For one thread.
/// </para>
/// </remarks>
public sealed class ColocationTracker
{
    private const int None = -1;
    private readonly Slot[] _slots;
    private readonly int[] _openAt;

    /// <summary>A device on which nothing runs.</summary>
    /// <param name="slots">Batches that may run at once, such as one for each process; from 1.</param>
    /// <param name="mostKept">Co-runners kept for each batch that runs; at least <paramref name="slots"/>.</param>
    public ColocationTracker(int slots, int mostKept = 256)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(slots, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(mostKept, slots);
        _slots = new Slot[slots];
        _openAt = new int[slots * slots];
        MostKept = mostKept;
        for (var i = 0; i < slots; i++)
        {
            _slots[i] = new Slot(mostKept);
        }
    }

    /// <summary>Batches that may run at once.</summary>
    public int Slots => _slots.Length;

    /// <summary>Co-runners kept for each batch, and so the room that is needed to be told of them.</summary>
    public int MostKept { get; }

    /// <summary>Batches that run.</summary>
    public int Running { get; private set; }

    /// <summary>Co-runners so far that a batch had too many of to keep.</summary>
    public long LeftOut { get; private set; }

    /// <summary>Whether a batch runs in a slot.</summary>
    public bool IsRunning(int slot) => _slots[slot].IsRunning;

    /// <summary>What would run beside a batch that is about to start.</summary>
    /// <param name="now">Now.</param>
    /// <param name="expectedEnd">When the batch is expected to end.</param>
    /// <param name="neighbours">
    /// Receives what runs, in the order of the slots, each from 0 to where it is expected to end within the batch's expected life, which is also the overlap
    /// expected; 0 for what should have ended already, and 1 for everything if the batch is expected to take no time.
    /// </param>
    /// <param name="except">A slot to leave out, since the batch starts once that one has ended; −1 where there is none.</param>
    public void Expect(Instant now, Instant expectedEnd, Neighbours neighbours, int except = None)
    {
        ArgumentNullException.ThrowIfNull(neighbours);
        neighbours.Clear();
        for (var i = 0; i < _slots.Length; i++)
        {
            var slot = _slots[i];
            if (slot.IsRunning && i != except)
            {
                var overlap = ExpectedOverlap(slot, now, expectedEnd);
                neighbours.Add(slot.Runner, new Presence(0, overlap, overlap));
            }
        }
    }

    /// <summary>A batch starts.</summary>
    /// <param name="slot">Where, from 0; nothing may run there.</param>
    /// <param name="runner">What.</param>
    /// <param name="now">Now.</param>
    /// <param name="expectedEnd">When it is expected to end.</param>
    /// <exception cref="InvalidOperationException">A batch runs in the slot.</exception>
    public void Start(int slot, in Runner runner, Instant now, Instant expectedEnd)
    {
        var own = _slots[slot];
        if (own.IsRunning)
        {
            throw new InvalidOperationException($"slot {slot}: a batch runs there already");
        }

        own.Begin(runner, now, expectedEnd);
        for (var i = 0; i < _slots.Length; i++)
        {
            var other = _slots[i];
            _openAt[Open(slot, i)] = None;
            if (i != slot && other.IsRunning)
            {
                Append(slot, i, new Stay(other.Runner, now.Ticks, ExpectedOverlap(other, now, expectedEnd)));
                Append(i, slot, new Stay(runner, now.Ticks, 0));
            }
        }

        Running++;
    }

    /// <summary>A batch ended.</summary>
    /// <param name="slot">Where.</param>
    /// <param name="now">Now.</param>
    /// <param name="neighbours">
    /// Receives everything that ran beside it, in the order in which it came, exactly when, and with the overlap expected at its start; with room for
    /// <see cref="MostKept"/>.
    /// </param>
    /// <exception cref="InvalidOperationException">No batch runs in the slot.</exception>
    public void End(int slot, Instant now, Neighbours neighbours)
    {
        ArgumentNullException.ThrowIfNull(neighbours);
        var own = _slots[slot];
        if (!own.IsRunning)
        {
            throw new InvalidOperationException($"slot {slot}: no batch runs there");
        }

        neighbours.Clear();
        for (var i = 0; i < own.Count; i++)
        {
            Tell(own, own.Stays[i], now.Ticks, neighbours);
        }

        for (var i = 0; i < _slots.Length; i++)
        {
            if (i != slot && _slots[i].IsRunning)
            {
                _slots[i].Stays[_openAt[Open(i, slot)]].To = now.Ticks;
                _openAt[Open(i, slot)] = None;
            }
        }

        own.IsRunning = false;
        Running--;
    }

    private static double ExpectedOverlap(Slot other, Instant now, Instant expectedEnd)
    {
        var life = expectedEnd.Ticks - now.Ticks;
        return life > 0 ? Math.Clamp((double)(other.ExpectedEndTicks - now.Ticks) / life, 0, 1) : 1;
    }

    private static void Tell(Slot own, in Stay stay, long now, Neighbours neighbours)
    {
        var life = now - own.StartTicks;
        var to = stay.IsOpen ? now : stay.To;
        if (life <= 0)
        {
            neighbours.Add(stay.Runner, new Presence(0, 1, stay.Expected));
        }
        else if (to > stay.From)
        {
            neighbours.Add(stay.Runner, new Presence((double)(stay.From - own.StartTicks) / life, (double)(to - own.StartTicks) / life, stay.Expected));
        }
    }

    private int Open(int slot, int other) => (slot * _slots.Length) + other;

    private void Append(int slot, int other, Stay stay)
    {
        var own = _slots[slot];
        if (own.Count == MostKept)
        {
            var removed = own.MakeRoom(out var joined);
            LeftOut += joined ? 0 : 1;
            for (var i = 0; i < _slots.Length; i++)
            {
                ref var at = ref _openAt[Open(slot, i)];
                at = at > removed ? at - 1 : at;
            }
        }

        _openAt[Open(slot, other)] = own.Count;
        own.Stays[own.Count++] = stay;
    }
}
