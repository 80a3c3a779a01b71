using Tangram.Core.Applications;
using Tangram.Planning.Deciding;

namespace Tangram.Planning.Exact;

/// <summary>A problem made ready for searching: kinds of segments, tasks, their choices, and the steps of each choice, worked out when first asked for.</summary>
/// <remarks>Not safe for several threads.</remarks>
internal sealed class FleetModel
{
    private readonly Dictionary<(Choice Choice, double Items), IReadOnlyList<Step>> _steps = [];
    private readonly int[] _firstKinds;

    public FleetModel(PlanningProblem problem)
    {
        (Problem, Index) = (problem, new ProfileIndex(problem));
        Kinds = [.. problem.Inventory.Pools.SelectMany((pool, p) => pool.Model.Profiles.Select((profile, s) => new Kind(p, s, profile.ComputeSlices, profile.MemorySlices)))];
        _firstKinds = [.. problem.Inventory.Pools.Select((_, p) => problem.Inventory.Pools.Take(p).Sum(x => x.Model.Profiles.Count))];
        Slices = new Weights([.. Kinds.Select(k => k.Slices)]);
        var shared = SharedVariants();
        Applications = [.. problem.Applications.Select((asked, i) => (asked, i)).Where(a => a.asked.RequestsPerSecond > 0).Select(a => Read(a.asked, a.i, shared))];
        Components = Connect();
    }

    private FleetModel(FleetModel model, PlanningProblem problem, double factor)
    {
        (Problem, Index, Kinds, _firstKinds, Slices, _steps) = (problem, model.Index, model.Kinds, model._firstKinds, model.Slices, model._steps);
        var scaled = model.Applications.ToDictionary(a => a, a => a with { Demand = a.Demand * factor });
        Applications = [.. scaled.Values];
        Components = [.. model.Components.Select(c => (IReadOnlyList<ApplicationModel>)[.. c.Select(a => scaled[a])])];
    }

    public PlanningProblem Problem { get; }

    public ProfileIndex Index { get; }

    /// <summary>Every size of every pool.</summary>
    public IReadOnlyList<Kind> Kinds { get; }

    /// <summary>Compute slices of the kinds.</summary>
    public Weights Slices { get; }

    /// <summary>The applications that are asked for.</summary>
    public IReadOnlyList<ApplicationModel> Applications { get; }

    /// <summary>Applications that may share segments stand together; components do not touch each other but for the devices.</summary>
    public IReadOnlyList<IReadOnlyList<ApplicationModel>> Components { get; }

    /// <summary>The same model at other demands, which keeps what was worked out.</summary>
    public FleetModel Scaled(double factor) => new(this, Problem.Scaled(factor), factor);

    /// <summary>The kind of a configuration's segment.</summary>
    public int KindOf(Configuration configuration) => _firstKinds[configuration.Pool] + configuration.Size;

    /// <summary>A choice's steps when a request brings <paramref name="items"/> items.</summary>
    public IReadOnlyList<Step> Steps(Choice choice, double items)
    {
        var key = (choice, Problem.Siblings == Siblings.Wait ? items : 0);
        if (!_steps.TryGetValue(key, out var steps))
        {
            steps = Ladder.Build(choice.Configurations, KindOf, Kinds.Count, c => Budgets.EffectiveMilliseconds(Problem.Siblings, c.Entry, items));
            _steps.Add(key, steps);
        }

        return steps;
    }

    private Dictionary<(string? Scope, string Variant), int> SharedVariants()
    {
        if (!Problem.Shares)
        {
            return [];
        }

        var uses = from asked in Problem.Applications
                   where asked.RequestsPerSecond > 0
                   from task in asked.Application.Tasks
                   from variant in task.Variants
                   where Problem.Restrictions.Allow(asked.Application.Name, task.Name, variant.Name)
                   let found = Index.Configurations(asked.Application.Name, variant.Name)
                   where found.Count > 0 && found[0].Scope is null
                   group variant by (found[0].Scope, variant.Name) into use
                   where use.Count() > 1
                   select use.Key;
        return uses.Select((key, i) => (key, i)).ToDictionary(u => u.key, u => u.i);
    }

    private ApplicationModel Read(ApplicationDemand asked, int number, Dictionary<(string? Scope, string Variant), int> shared)
    {
        var (application, restrictions) = (asked.Application, Problem.Restrictions);
        var places = application.Tasks.Select((t, i) => (t.Name, i)).ToDictionary(p => p.Name, p => p.i, StringComparer.Ordinal);
        var nodes = application.Tasks.Select((task, i) => new Node(
            new TaskKey(number, i),
            [.. application.EdgesTo(task.Name).Select(e => (places[e.From], e))],
            [.. application.EdgesFrom(task.Name).Select(e => places[e.To])],
            [.. Choices(application, task, shared)],
            restrictions.BudgetMilliseconds(application.Name, task.Name),
            restrictions.RelativeAccuracy(application.Name, task.Name))).ToList();
        var ends = Index.OperatorMilliseconds(application.Name, "entry") + Index.OperatorMilliseconds(application.Name, "answer");
        var maySplit = Problem.MaySplit(application.Name);
        return new ApplicationModel(application, asked.RequestsPerSecond, nodes, ends, maySplit);
    }

    private IEnumerable<Choice> Choices(Application application, ApplicationTask task, Dictionary<(string? Scope, string Variant), int> shared)
    {
        var restrictions = Problem.Restrictions;
        foreach (var variant in task.Variants.Where(v => restrictions.Allow(application.Name, task.Name, v.Name)).OrderBy(v => v.Name, StringComparer.Ordinal))
        {
            var configurations = Index.Configurations(application.Name, variant.Name);
            if (configurations.Count > 0)
            {
                var operators = Index.OperatorMilliseconds(application.Name, task.Name, variant.Name);
                yield return new Choice(variant, task.RelativeAccuracy(variant), operators, configurations, shared.GetValueOrDefault((configurations[0].Scope, variant.Name), -1));
            }
        }

        if (task.IsOptional && restrictions.Allow(application.Name, task.Name, null))
        {
            yield return new Choice(null, task.RelativeAccuracy(null), 0, [], -1);
        }
    }

    private List<IReadOnlyList<ApplicationModel>> Connect()
    {
        var groups = new List<(HashSet<int> Shared, List<ApplicationModel> Members)>();
        foreach (var application in Applications)
        {
            var shared = application.Nodes.SelectMany(n => n.Choices).Select(c => c.Shared).Where(s => s >= 0).ToHashSet();
            var members = new List<ApplicationModel>();
            foreach (var group in groups.Where(g => g.Shared.Overlaps(shared)).ToList())
            {
                groups.Remove(group);
                shared.UnionWith(group.Shared);
                members.AddRange(group.Members);
            }

            members.Add(application);
            groups.Add((shared, members));
        }

        return [.. groups.Select(g => (IReadOnlyList<ApplicationModel>)g.Members)];
    }
}
