namespace Tangram.Simulation.Arrivals;

/// <summary>The arrivals of one run, one after the other.</summary>
public interface IArrivals
{
    /// <summary>Gives the next arrival, which is later than the one before; false where there are no more.</summary>
    bool TryNext(out Arrival arrival);
}
