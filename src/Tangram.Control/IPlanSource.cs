using Tangram.Core.Applications;
using Tangram.Core.Plans;
using Tangram.Core.Profiles;
using Tangram.Planning;

namespace Tangram.Control;

/// <summary>Makes plans for a controller; it has the clock, the devices and the simulation to verify them by, which the controller has not.</summary>
public interface IPlanSource
{
    /// <summary>Plans for a demand.</summary>
    /// <param name="application">With its objectives and fan-outs as they are to be counted.</param>
    /// <param name="profile">With latencies as they are to be counted.</param>
    /// <param name="requestsPerSecond">The demand; null for the largest there is a plan for.</param>
    /// <param name="previous">What runs now.</param>
    /// <param name="cancellation">Stops.</param>
    PlanningOutcome Plan(Application application, ProfileTable profile, double? requestsPerSecond, Plan? previous, CancellationToken cancellation);
}
