using Tangram.Core.Applications;
using Tangram.Core.Devices;
using Tangram.Core.Profiles;

namespace Tangram.Planning.Exact;

/// <summary>One application on one device.</summary>
internal sealed record SingleProblem(Application Application, ProfileTable Profile, DeviceModel Device, double Demand, double QueueingFactor, double Reserve, Siblings Siblings)
{
    public static SingleProblem Of(PlanningProblem problem) => new(
        problem.Applications[0].Application, problem.Profiles[0], problem.Inventory.Pools[0].Model, problem.Applications[0].RequestsPerSecond, problem.QueueingFactor, problem.Reserve, problem.Siblings);
}
