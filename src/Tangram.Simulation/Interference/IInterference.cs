using Tangram.Scheduling;

namespace Tangram.Simulation.Interference;

/// <summary>The ground truth of a simulation: how much slower a batch runs beside what else runs on its device.</summary>
/// <remarks>Implementations are immutable. The scheduler does not see it.</remarks>
public interface IInterference
{
    /// <summary>Whether it ever slows anything down.</summary>
    bool IsAny { get; }

    /// <summary>How many times longer a batch takes while exactly these run beside it; at least 1.</summary>
    /// <param name="segment">Where the batch runs.</param>
    /// <param name="others">Other segments of the same device with a batch running, once for each of their processes that runs one, in no particular order.</param>
    double Slowdown(Segment segment, ReadOnlySpan<Segment> others);
}
