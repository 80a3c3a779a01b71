using Tangram.Scheduling;

namespace Tangram.Simulation.Running;

/// <summary>Items whose operators are at work after their run.</summary>
internal sealed class DelayedItems
{
    private readonly List<(WorkItem Item, int Segment)> _items = [];
    private readonly Stack<int> _free = [];

    /// <summary>Keeps an item; the answer is where.</summary>
    public int Add(in WorkItem item, int segment)
    {
        if (_free.TryPop(out var place))
        {
            _items[place] = (item, segment);
            return place;
        }

        _items.Add((item, segment));
        return _items.Count - 1;
    }

    /// <summary>Gives an item back, with the segment it ran on.</summary>
    public WorkItem Take(int place, out int segment)
    {
        _free.Push(place);
        (var item, segment) = _items[place];
        return item;
    }
}
