using Tangram.Core.Plans;

namespace Tangram.Control.Transitions;

/// <summary>The requests per second that serving segments carry, while requests go from one plan's task graph to another's.</summary>
/// <remarks>
/// An application carries what its tightest task does: the items per second of all segments that serve the task, over the items that one request brings
/// to it [N]. Its tasks are those that the plan before runs until requests go by the target, and from then on those that the target runs; where both run
/// a task, the larger of their items per request counts, since requests of both are under way. A segment counts with its throughput, for each of its
/// tasks with the part of it that the plan gave the task. Throughput is counted in whole units, so that sums do not depend on their order.
/// </remarks>
public sealed class Capacity
{
    // Parts of an item per second.
    private const double Unit = 1e-9;

    // A level that is below 1 by less is noise of the division.
    private const double Noise = 1e-9;

    private readonly Dictionary<(string Application, string Task), int> _tasks = [];
    private readonly List<string> _applications = [];
    private readonly Need[] _before;
    private readonly Need[] _target;

    /// <summary>Between two plans.</summary>
    /// <param name="before">The plan by whose graph requests go first; null where none are served until the switch.</param>
    /// <param name="target">The plan by whose graph they go then.</param>
    /// <param name="demand">Requests per second by application, at least 0; an application that is not named counts with those the target, or else the plan before, is made for.</param>
    public Capacity(Plan? before, Plan target, IReadOnlyDictionary<string, double> demand)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(demand);
        foreach (var application in target.Applications.Concat(before?.Applications ?? []))
        {
            _applications.AddRange(_applications.Contains(application.Name) ? [] : [application.Name]);
            foreach (var task in Running(application))
            {
                _tasks.TryAdd((application.Name, task.Name), _tasks.Count);
            }
        }

        _before = before is null ? [] : Needs(before, target, Demanded(target, before, demand));
        _target = Needs(target, before, Demanded(target, before, demand));
    }

    /// <summary>Tasks of both plans, each once.</summary>
    internal int Tasks => _tasks.Count;

    /// <summary>Requests per second that an application gets carried; null where the graph has no such application, or none of its tasks gets items.</summary>
    /// <param name="application">Its name.</param>
    /// <param name="serving">The instances that serve.</param>
    /// <param name="switched">Whether requests go by the target's graph.</param>
    public double? RequestsPerSecond(string application, IEnumerable<Instance> serving, bool switched)
    {
        ArgumentNullException.ThrowIfNull(serving);
        var sums = new long[Tasks];
        foreach (var instance in serving)
        {
            Add(instance, sums);
        }

        double? least = null;
        foreach (var need in switched ? _target : _before)
        {
            if (string.Equals(_applications[need.Application], application, StringComparison.Ordinal))
            {
                var carried = sums[need.Task] * need.RequestsPerUnit;
                least = least < carried ? least : carried;
            }
        }

        return least;
    }

    /// <summary>Whether a level is less than the demand.</summary>
    internal static bool IsShort(double level) => level < 1 - Noise;

    /// <summary>Adds what an instance carries of each task; tasks that neither plan runs are left out.</summary>
    internal void Add(Instance instance, long[] sums)
    {
        var all = instance.Serves.Sum(w => w.ItemsPerSecond);
        foreach (var work in instance.Serves)
        {
            if (_tasks.TryGetValue((work.Application, work.Task), out var task))
            {
                var share = all > 0 ? work.ItemsPerSecond / all : 1.0 / instance.Serves.Count;
                sums[task] += (long)(instance.ItemsPerSecond * share / Unit);
            }
        }
    }

    /// <summary>What is carried over the demand, of the application that is worst off; infinite where no application with a demand needs anything.</summary>
    /// <param name="switched">Whether requests go by the target's graph.</param>
    /// <param name="kept">What segments that stay carry, by task.</param>
    /// <param name="left">What segments that go later carry.</param>
    /// <param name="on">What segments that came carry.</param>
    internal double Level(bool switched, long[] kept, long[] left, long[] on)
    {
        var least = double.PositiveInfinity;
        foreach (ref readonly var need in (switched ? _target : _before).AsSpan())
        {
            var level = need.LevelPerUnit is { } perUnit ? (kept[need.Task] + left[need.Task] + on[need.Task]) * perUnit : double.PositiveInfinity;
            least = level < least ? level : least;
        }

        return least;
    }

    /// <summary>The level, and the requests per second carried of the application that it is the level of; null where no application needs anything.</summary>
    internal (double Level, double RequestsPerSecond)? Worst(bool switched, long[] kept, long[] left, long[] on)
    {
        (double Level, double RequestsPerSecond)? worst = null;
        foreach (var need in switched ? _target : _before)
        {
            var units = kept[need.Task] + left[need.Task] + on[need.Task];
            var moment = (need.LevelPerUnit is { } perUnit ? units * perUnit : double.PositiveInfinity, units * need.RequestsPerUnit);
            worst = worst is { } other && other.CompareTo(moment) <= 0 ? worst : moment;
        }

        return worst;
    }

    /// <summary>Whether a task that gets items is served by no segment.</summary>
    internal bool LeavesATaskUnserved(bool switched, long[] kept, long[] left, long[] on)
    {
        foreach (ref readonly var need in (switched ? _target : _before).AsSpan())
        {
            if (kept[need.Task] + left[need.Task] + on[need.Task] == 0)
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<PlannedTask> Running(PlannedApplication application) => application.Tasks.Where(t => t.Variants.Count > 0 && t.ItemsPerRequest > 0);

    private static Dictionary<string, double> Demanded(Plan target, Plan? before, IReadOnlyDictionary<string, double> given)
    {
        var demanded = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var application in target.Applications.Concat(before?.Applications ?? []))
        {
            demanded.TryAdd(application.Name, given.TryGetValue(application.Name, out var demand) ? demand : application.Demand);
        }

        return demanded;
    }

    private Need[] Needs(Plan plan, Plan? other, Dictionary<string, double> demanded)
    {
        var elsewhere = (other?.Applications ?? []).SelectMany(a => Running(a).Select(t => (Key: (a.Name, t.Name), t.ItemsPerRequest))).ToDictionary(x => x.Key, x => x.ItemsPerRequest);
        return [.. plan.Applications.SelectMany(a => Running(a).Select(t => NeedOf(a.Name, t)))];

        Need NeedOf(string application, PlannedTask task)
        {
            var key = (application, task.Name);
            var requests = Unit / Math.Max(task.ItemsPerRequest, elsewhere.GetValueOrDefault(key));
            return new Need(_tasks[key], _applications.IndexOf(application), requests, demanded[application] is > 0 and var demand ? requests / demand : null);
        }
    }

    // What a task needs: requests per second that a unit of throughput carries, and that over the demand, unless there is none.
    private readonly record struct Need(int Task, int Application, double RequestsPerUnit, double? LevelPerUnit);
}
