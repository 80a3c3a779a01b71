using Tangram.Core.Applications;
using Tangram.Core.Devices;
using Tangram.Core.Plans;
using Tangram.Core.Profiles;

namespace Tangram.Planning.Checking;

/// <summary>What the parts of a check look up: instances by id and by task, entries of the profiles, pools of devices.</summary>
internal sealed class CheckContext
{
    private readonly Dictionary<(string? Application, string Device, string Variant, string Profile, int Concurrency, int Batch), ProfileEntry> _entries = [];
    private readonly HashSet<(string? Application, string Device, string Variant)> _measured = [];

    public CheckContext(PlanningProblem problem, Plan plan, FaultList faults)
    {
        (Problem, Plan, Faults) = (problem, plan, faults);
        foreach (var table in problem.Profiles)
        {
            foreach (var entry in table.Entries)
            {
                _entries.TryAdd((table.Application, table.Device, entry.Variant, entry.Profile, entry.Concurrency, entry.Batch), entry);
                _measured.Add((table.Application, table.Device, entry.Variant));
            }
        }

        Work = plan.Instances.SelectMany(i => i.Serves.Select(w => (Work: w, Instance: i))).ToLookup(x => (x.Work.Application, x.Work.Task), x => (x.Instance, x.Work));
        InstanceById = plan.Instances.GroupBy(i => i.Id, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        Models = problem.Inventory.Pools.ToDictionary(p => p.Model.Name, p => p.Model, StringComparer.Ordinal);
    }

    public PlanningProblem Problem { get; }

    public Plan Plan { get; }

    public FaultList Faults { get; }

    public ILookup<(string Application, string Task), (Instance Instance, InstanceWork Work)> Work { get; }

    public IReadOnlyDictionary<string, Instance> InstanceById { get; }

    public IReadOnlyDictionary<string, DeviceModel> Models { get; }

    /// <summary>The application asked for under a name, or null.</summary>
    public Application? Application(string name) =>
        Problem.Applications.Select(a => a.Application).FirstOrDefault(a => string.Equals(a.Name, name, StringComparison.Ordinal));

    /// <summary>What was measured for an instance, from the application's own profile where it has the variant, else from a common one; null where nothing was.</summary>
    public ProfileEntry? Entry(string application, Instance instance)
    {
        var own = Problem.Inventory.Pools.Any(p => _measured.Contains((application, p.Model.Name, instance.Variant)));
        return _entries.GetValueOrDefault((own ? application : null, instance.DeviceModel, instance.Variant, instance.Profile, instance.Concurrency, instance.Batch));
    }

    /// <summary>How many times longer than measured an instance's batches are counted, for what runs beside it.</summary>
    public double Slowdown(Instance instance) => Problem.Neighbours.Of(instance);

    /// <summary>The p95 cost of a step per item: the highest of the profiles that tell of the application.</summary>
    public double OperatorMilliseconds(string application, string step, string? variant) =>
        (from table in Problem.Profiles
         where table.Application is null || string.Equals(table.Application, application, StringComparison.Ordinal)
         from time in table.Operators
         where string.Equals(time.Step, step, StringComparison.Ordinal) && string.Equals(time.Variant, variant, StringComparison.Ordinal)
         select time.P95Milliseconds).DefaultIfEmpty(0).Max();
}
