using Tangram.Core.Plans;

namespace Tangram.Control.Tests.Transitions;

/// <summary>What applications need of serving segments, by the words of the definition and none of the planner's code.</summary>
internal sealed class Demands
{
    private readonly Dictionary<(string Application, string Task), double> _before;
    private readonly Dictionary<(string Application, string Task), double> _target;
    private readonly Dictionary<string, double> _demand = [];

    public Demands(Plan? before, Plan target, IReadOnlyDictionary<string, double> demand)
    {
        var (was, becomes) = (before is null ? [] : Items(before), Items(target));
        _before = was.ToDictionary(x => x.Key, x => Math.Max(x.Value, becomes.GetValueOrDefault(x.Key)));
        _target = becomes.ToDictionary(x => x.Key, x => Math.Max(x.Value, was.GetValueOrDefault(x.Key)));
        foreach (var application in (before?.Applications ?? []).Concat(target.Applications))
        {
            _demand[application.Name] = demand.TryGetValue(application.Name, out var given) ? given : application.Demand;
        }
    }

    /// <summary>Of each application, what is carried over the demand, and what is carried.</summary>
    public List<(double Level, double Capacity)> Carried(bool switched, IReadOnlyCollection<Instance> serving)
    {
        var least = new Dictionary<string, double>();
        foreach (var ((application, task), items) in switched ? _target : _before)
        {
            var throughput = 0.0;
            foreach (var instance in serving)
            {
                var (all, own) = (instance.Serves.Sum(w => w.ItemsPerSecond), instance.Serves.Where(w => w.Application == application && w.Task == task).ToList());
                throughput += own.Count == 0 ? 0 : instance.ItemsPerSecond * (all > 0 ? own[0].ItemsPerSecond / all : 1.0 / instance.Serves.Count);
            }

            least[application] = Math.Min(least.GetValueOrDefault(application, double.PositiveInfinity), throughput / items);
        }

        return [.. least.Select(x => (_demand[x.Key] > 0 ? x.Value / _demand[x.Key] : double.PositiveInfinity, x.Value))];
    }

    /// <summary>The level of the application that is worst off.</summary>
    public double Level(bool switched, IReadOnlyCollection<Instance> serving) => Carried(switched, serving).Select(m => m.Level).DefaultIfEmpty(double.PositiveInfinity).Min();

    private static Dictionary<(string, string), double> Items(Plan plan) =>
        plan.Applications.SelectMany(a => a.Tasks.Where(t => t.Variants.Count > 0).Select(t => (Key: (a.Name, t.Name), t.ItemsPerRequest))).ToDictionary(x => x.Key, x => x.ItemsPerRequest);
}
