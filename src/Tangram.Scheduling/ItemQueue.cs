using System.Collections;
using System.Diagnostics;

namespace Tangram.Scheduling;

/// <summary>Items that wait: higher priority first, then the earlier deadline, then the older item.</summary>
/// <remarks>A sorted array with room at both ends. Most items come with the latest deadline and leave from the front, so that both cost next to nothing.</remarks>
public sealed class ItemQueue : IReadOnlyList<WorkItem>
{
    private WorkItem[] _items = new WorkItem[8];
    private int _head;

    internal ItemQueue()
    {
    }

    /// <summary>How many items wait.</summary>
    public int Count { get; private set; }

    /// <summary>The item at a place, from 0 for the next to run.</summary>
    public ref readonly WorkItem this[int index]
    {
        get
        {
            Debug.Assert((uint)index < (uint)Count, "beyond the queue");
            return ref _items[_head + index];
        }
    }

    /// <inheritdoc/>
    WorkItem IReadOnlyList<WorkItem>.this[int index] => _items[_head + index];

    /// <summary>The next items to run.</summary>
    public ReadOnlySpan<WorkItem> First(int count) => _items.AsSpan(_head, count);

    /// <inheritdoc/>
    public IEnumerator<WorkItem> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
        {
            yield return _items[_head + i];
        }
    }

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal void Enqueue(in WorkItem item)
    {
        if (_head + Count == _items.Length)
        {
            MakeRoom();
        }

        var at = Count == 0 || _items[_head + Count - 1].ComesBefore(item) < 0 ? Count : PlaceOf(item);
        if (at < Count)
        {
            Array.Copy(_items, _head + at, _items, _head + at + 1, Count - at);
        }

        _items[_head + at] = item;
        Count++;
    }

    internal void Replace(int index, in WorkItem item) => _items[_head + index] = item;

    internal void RemoveFirst(int count) => (_head, Count) = count == Count ? (0, 0) : (_head + count, Count - count);

    internal void RemoveAt(int index)
    {
        Array.Copy(_items, _head + index + 1, _items, _head + index, Count - index - 1);
        Count--;
    }

    internal void Remove(in WorkItem item)
    {
        var at = PlaceOf(item);
        if (at < Count && _items[_head + at].Id == item.Id)
        {
            RemoveAt(at);
        }
    }

    /// <summary>Removes the items of a request, which all have its priority and its deadline.</summary>
    internal void RemoveRequest(in WorkItem any)
    {
        for (var at = PlaceOf(any with { Id = long.MinValue }); at < Count && _items[_head + at].Deadline == any.Deadline && _items[_head + at].Priority == any.Priority;)
        {
            if (_items[_head + at].Request == any.Request)
            {
                RemoveAt(at);
            }
            else
            {
                at++;
            }
        }
    }

    internal WorkItem[] TakeTask(int task)
    {
        var taken = Array.FindAll(First(Count).ToArray(), item => item.Task == task);
        foreach (ref readonly var item in taken.AsSpan())
        {
            Remove(item);
        }

        return taken;
    }

    internal WorkItem[] TakeAll()
    {
        var all = First(Count).ToArray();
        (_head, Count) = (0, 0);
        return all;
    }

    // The first place whose item does not come before this one.
    private int PlaceOf(in WorkItem item)
    {
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = (low + high) >> 1;
            (low, high) = _items[_head + middle].ComesBefore(item) < 0 ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private void MakeRoom()
    {
        var into = Count * 2 > _items.Length ? new WorkItem[_items.Length * 2] : _items;
        Array.Copy(_items, _head, into, 0, Count);
        (_items, _head) = (into, 0);
    }
}
