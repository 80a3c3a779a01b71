using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Tangram.Core.Time;

namespace Tangram.Simulation.Events;

/// <summary>Events in order of time, and in order of scheduling where times are equal; it is a simulation's clock.</summary>
/// <remarks>
/// A 4-ary heap of plain entries: nothing is allocated once it has grown to the most events that lie ahead at one time. The place of the event
/// handed out last stays vacant until the next call, since what handles an event mostly schedules another: the two then cost one descent
/// instead of two. For one thread.
/// </remarks>
/// <typeparam name="TEvent">What happens; a small struct is moved about fastest.</typeparam>
public sealed class EventQueue<TEvent>
{
    private const int Arity = 4;

    private Entry[] _heap = new Entry[16];
    private int _size;
    private bool _vacant;
    private long _order;

    /// <summary>The instant of the event handed out last; the start of the run before the first.</summary>
    public Instant Now { get; private set; }

    /// <summary>Events that lie ahead.</summary>
    public int Count => _vacant ? _size - 1 : _size;

    /// <summary>Schedules an event.</summary>
    /// <param name="when">When it happens; <see cref="Now"/> is allowed, and comes after what is scheduled for then already.</param>
    /// <param name="e">What happens.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="when"/> has passed.</exception>
    public void Schedule(Instant when, in TEvent e)
    {
        if (when < Now)
        {
            throw new ArgumentOutOfRangeException(nameof(when), when, FormattableString.Invariant($"it is tick {Now.Ticks}; an event cannot be scheduled for the past"));
        }

        var entry = new Entry { When = when.Ticks, Order = _order++, Event = e };
        if (_vacant)
        {
            _vacant = false;
            Descend(entry);
            return;
        }

        if (_size == _heap.Length)
        {
            Array.Resize(ref _heap, _size * 2);
        }

        Ascend(_size++, entry);
    }

    /// <summary>Hands out the next event and sets the clock to its instant; false where none is left.</summary>
    public bool TryNext(out Instant when, [MaybeNullWhen(false)] out TEvent e)
    {
        FillVacancy();
        if (_size == 0)
        {
            (when, e) = (Now, default);
            return false;
        }

        ref var first = ref _heap[0];
        Now = when = new Instant(first.When);
        e = first.Event;
        first.Forget();
        _vacant = true;
        return true;
    }

    /// <summary>The instant of the next event, which stays where it is; false where none is left.</summary>
    public bool TryPeek(out Instant when)
    {
        FillVacancy();
        when = _size == 0 ? Now : new Instant(_heap[0].When);
        return _size > 0;
    }

    private void FillVacancy()
    {
        if (!_vacant)
        {
            return;
        }

        _vacant = false;
        _size--;
        if (_size > 0)
        {
            var last = _heap[_size];
            _heap[_size].Forget();
            Descend(last);
        }
    }

    private void Ascend(int at, in Entry entry)
    {
        var heap = _heap;
        while (at > 0)
        {
            var parent = (at - 1) / Arity;
            if (!entry.Before(heap[parent]))
            {
                break;
            }

            heap[at] = heap[parent];
            at = parent;
        }

        heap[at] = entry;
    }

    // From the top, where there is a vacancy.
    private void Descend(in Entry entry)
    {
        var heap = _heap.AsSpan(0, _size);
        var at = 0;
        while (true)
        {
            var child = (at * Arity) + 1;
            if (child >= heap.Length)
            {
                break;
            }

            var best = child;
            var end = Math.Min(child + Arity, heap.Length);
            while (++child < end)
            {
                best = heap[child].Before(heap[best]) ? child : best;
            }

            if (!heap[best].Before(entry))
            {
                break;
            }

            heap[at] = heap[best];
            at = best;
        }

        heap[at] = entry;
    }

    private struct Entry
    {
        public long When;
        public long Order;
        public TEvent Event;

        public readonly bool Before(in Entry other) => When < other.When || (When == other.When && Order < other.Order);

        // An event that holds on to objects must not do so once it has happened.
        public void Forget()
        {
            if (RuntimeHelpers.IsReferenceOrContainsReferences<TEvent>())
            {
                Event = default!;
            }
        }
    }
}
