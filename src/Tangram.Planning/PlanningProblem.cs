using Tangram.Core.Applications;
using Tangram.Core.Devices;
using Tangram.Core.Profiles;

namespace Tangram.Planning;

/// <summary>What a planner is asked: serve this application at this demand on this device.</summary>
/// <param name="Application">Tasks, variants, fan-outs and objectives.</param>
/// <param name="Profile">Measured latencies and throughputs.</param>
/// <param name="Device">What can be cut; one device of this model is there.</param>
/// <param name="Demand">Requests per second at the roots; above 0.</param>
/// <param name="QueueingFactor">How many times its latency a batch is counted, for waiting and running; at least 1, 2 in JigsawServe [P].</param>
/// <param name="Reserve">Fraction of every segment's throughput to leave free; 0 up to, not including, 1 [N].</param>
public sealed record PlanningProblem(
    Application Application, ProfileTable Profile, DeviceModel Device, double Demand, double QueueingFactor = 2, double Reserve = 0);
