using Tangram.Scheduling;
using Tangram.Simulation.Randomness;

namespace Tangram.Simulation.Service;

/// <summary>How long batches really run when nothing else does; the scheduler knows only what it expects.</summary>
public interface IServiceTimes
{
    /// <summary>Draws the run time of a batch; above 0.</summary>
    /// <param name="segment">Where it runs.</param>
    /// <param name="items">Its items, from 1 to the segment's largest batch; the size of its one item where items run one at a time.</param>
    /// <param name="stream">The segment's own stream.</param>
    TimeSpan Draw(Segment segment, int items, RandomStream stream);
}
