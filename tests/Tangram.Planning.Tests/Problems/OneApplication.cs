using Tangram.Core.Applications;
using Tangram.Core.Devices;
using Tangram.Core.Profiles;

namespace Tangram.Planning.Tests.Problems;

/// <summary>Reads and changes problems of one application on one model of device.</summary>
internal static class OneApplication
{
    extension(PlanningProblem problem)
    {
        public Application Application => problem.Applications[0].Application;

        public double Demand => problem.Applications[0].RequestsPerSecond;

        public ProfileTable Profile => problem.Profiles[0];

        public DeviceModel Device => problem.Inventory.Pools[0].Model;

        public PlanningProblem With(Application application) => problem with { Applications = [new ApplicationDemand(application, problem.Demand)] };

        public PlanningProblem With(Objectives objectives) => problem.With(problem.Application with { Objectives = objectives });

        public PlanningProblem WithDemand(double demand) => problem with { Applications = [new ApplicationDemand(problem.Application, demand)] };

        public PlanningProblem WithDevice(DeviceModel device, int count = 1) => problem with { Inventory = Inventory.Of(device, count) };
    }
}
