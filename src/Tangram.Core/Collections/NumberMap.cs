using System.Diagnostics.CodeAnalysis;

namespace Tangram.Core.Collections;

/// <summary>Values by whole numbers, such as those of requests in flight.</summary>
/// <remarks>
/// A number goes to the place that Fibonacci hashing says (Knuth, volume 3, 6.4), or the next free one. At most half of the places are taken, so that mostly one look
/// finds it, and nothing is allocated once it has grown to the most entries there are at one time. For one thread.
/// </remarks>
/// <typeparam name="TValue">A value; a small struct is moved about fastest.</typeparam>
public sealed class NumberMap<TValue>
{
    private const ulong GoldenSection = 0x9E3779B97F4A7C15;

    private Entry[] _entries = new Entry[16];
    private int _shift = 60;

    /// <summary>Numbers it has a value for.</summary>
    public int Count { get; private set; }

    /// <summary>The entries, in no particular order.</summary>
    public IEnumerable<KeyValuePair<long, TValue>> Entries => _entries.Where(e => e.IsTaken).Select(e => KeyValuePair.Create(e.Number, e.Value));

    /// <summary>Adds a number with its value.</summary>
    /// <exception cref="ArgumentException">It is there already.</exception>
    public void Add(long number, TValue value)
    {
        if (2 * (Count + 1) > _entries.Length)
        {
            Grow();
        }

        var at = PlaceOf(number);
        if (_entries[at].IsTaken)
        {
            throw new ArgumentException(FormattableString.Invariant($"{number} is there already"), nameof(number));
        }

        _entries[at] = new Entry { Number = number, Value = value, IsTaken = true };
        Count++;
    }

    /// <summary>Finds the value of a number; false where it is not there.</summary>
    public bool TryGet(long number, [MaybeNullWhen(false)] out TValue value)
    {
        ref var entry = ref _entries[PlaceOf(number)];
        value = entry.Value;
        return entry.IsTaken;
    }

    /// <summary>Removes a number and hands out its value; false where it is not there.</summary>
    public bool Remove(long number, [MaybeNullWhen(false)] out TValue value)
    {
        var at = PlaceOf(number);
        value = _entries[at].Value;
        if (!_entries[at].IsTaken)
        {
            return false;
        }

        Count--;
        Close(at);
        return true;
    }

    // Moves those back that lie behind the gap and may come to it, so that none is ever behind a free place.
    private void Close(int gap)
    {
        var mask = _entries.Length - 1;
        for (var at = (gap + 1) & mask; _entries[at].IsTaken; at = (at + 1) & mask)
        {
            var wanted = HomeOf(_entries[at].Number);
            if (((at - wanted) & mask) >= ((at - gap) & mask))
            {
                _entries[gap] = _entries[at];
                gap = at;
            }
        }

        _entries[gap] = default;
    }

    // Where it is, or the free place where it would be.
    private int PlaceOf(long number)
    {
        var entries = _entries;
        var mask = entries.Length - 1;
        var at = HomeOf(number);
        while (entries[at].IsTaken && entries[at].Number != number)
        {
            at = (at + 1) & mask;
        }

        return at;
    }

    private int HomeOf(long number) => (int)(unchecked((ulong)number * GoldenSection) >> _shift);

    private void Grow()
    {
        var old = _entries;
        _shift--;
        _entries = new Entry[old.Length * 2];
        foreach (ref readonly var entry in old.AsSpan())
        {
            if (entry.IsTaken)
            {
                _entries[PlaceOf(entry.Number)] = entry;
            }
        }
    }

    private struct Entry
    {
        public long Number;
        public TValue Value;
        public bool IsTaken;
    }
}
