using Tangram.Core.Time;

namespace Tangram.Simulation.Arrivals.Traces;

/// <summary>A trace's arrivals, over and over until an instant.</summary>
internal sealed class TraceReplay(Trace trace, Instant end) : IArrivals
{
    private Instant _begin = Instant.Start;
    private int _next;

    /// <inheritdoc/>
    public bool TryNext(out Arrival arrival)
    {
        if (_next == trace.Instants)
        {
            _next = 0;
            _begin += trace.Length;
        }

        var recorded = trace[_next];
        arrival = recorded with { At = _begin + (recorded.At - Instant.Start) };
        if (arrival.At >= end)
        {
            arrival = default;
            return false;
        }

        _next++;
        return true;
    }
}
