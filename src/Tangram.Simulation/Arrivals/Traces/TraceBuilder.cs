namespace Tangram.Simulation.Arrivals.Traces;

/// <summary>Gathers a trace from times in order.</summary>
internal sealed class TraceBuilder
{
    private long[] _ticks = new long[1024];
    private long[]? _counts;
    private int _size;

    /// <summary>The last instant with a request; 0 before the first.</summary>
    public long LastTick => _size == 0 ? 0 : _ticks[_size - 1];

    /// <summary>Whether there is no request yet.</summary>
    public bool IsEmpty => _size == 0;

    /// <summary>Adds requests at an instant that is not before the last.</summary>
    /// <param name="tick">From 0.</param>
    /// <param name="count">From 0, which leaves the trace as it is.</param>
    public void Add(long tick, long count)
    {
        if (count == 0)
        {
            return;
        }

        if (_size > 0 && tick == LastTick)
        {
            Counts()[_size - 1] += count;
            return;
        }

        if (_size == _ticks.Length)
        {
            Array.Resize(ref _ticks, _size * 2);
            if (_counts is not null)
            {
                Array.Resize(ref _counts, _size * 2);
            }
        }

        _ticks[_size] = tick;
        _size++;
        if (count != 1 || _counts is not null)
        {
            Counts()[_size - 1] = count;
        }
    }

    /// <summary>The trace, which takes this over; there is a request.</summary>
    /// <param name="length">Longer than the last instant.</param>
    public Trace Build(TimeSpan length)
    {
        Array.Resize(ref _ticks, _size);
        if (_counts is not null)
        {
            Array.Resize(ref _counts, _size);
        }

        return Trace.Of(_ticks, _counts, length);
    }

    // Kept only from the first count on that is not 1.
    private long[] Counts()
    {
        if (_counts is null)
        {
            _counts = new long[_ticks.Length];
            _counts.AsSpan(0, _size).Fill(1);
        }

        return _counts;
    }
}
