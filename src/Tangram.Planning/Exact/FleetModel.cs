using Tangram.Core.Applications;
using Tangram.Planning.Deciding;

namespace Tangram.Planning.Exact;

/// <summary>A problem made ready for searching: kinds of segments, tasks, their choices, and the steps of each choice, worked out when first asked for.</summary>
/// <remarks>Not safe for several threads.</remarks>
internal sealed class FleetModel
{
    private readonly int[] _firstKinds;

    public FleetModel(PlanningProblem problem)
    {
        (Problem, Index) = (problem, new ProfileIndex(problem));
        _firstKinds = new int[problem.Inventory.Pools.Count];
        Kinds = ReadKinds();
        Slices = new Weights(Array.ConvertAll(Kinds, k => k.Slices));
        var shared = SharedVariants();
        var applications = new List<ApplicationModel>();
        for (var i = 0; i < problem.Applications.Count; i++)
        {
            if (problem.Applications[i].RequestsPerSecond > 0)
            {
                applications.Add(Read(problem.Applications[i], i, shared));
            }
        }

        Applications = applications;
        Components = Connect();
    }

    private FleetModel(FleetModel model, PlanningProblem problem, double factor)
    {
        (Problem, Index, Kinds, _firstKinds, Slices) = (problem, model.Index, model.Kinds, model._firstKinds, model.Slices);
        var scaled = model.Applications.ToDictionary(a => a, a => a with { Demand = a.Demand * factor });
        Applications = [.. scaled.Values];
        Components = [.. model.Components.Select(c => (IReadOnlyList<ApplicationModel>)[.. c.Select(a => scaled[a])])];
    }

    public PlanningProblem Problem { get; }

    public ProfileIndex Index { get; }

    /// <summary>Every size of every pool.</summary>
    public Kind[] Kinds { get; }

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
    public IReadOnlyList<Step> Steps(Choice choice, double items) => choice.Steps(this, Problem.Siblings == Siblings.Wait ? items : 0);

    private Kind[] ReadKinds()
    {
        var kinds = new List<Kind>();
        for (var pool = 0; pool < _firstKinds.Length; pool++)
        {
            _firstKinds[pool] = kinds.Count;
            var profiles = Problem.Inventory.Pools[pool].Model.Profiles;
            for (var size = 0; size < profiles.Count; size++)
            {
                kinds.Add(new Kind(pool, size, profiles[size].ComputeSlices, profiles[size].MemorySlices));
            }
        }

        return [.. kinds];
    }

    // Numbers of the common variants that more than one task may run.
    private Dictionary<string, int> SharedVariants()
    {
        var (uses, shared) = (new HashSet<string>(StringComparer.Ordinal), new Dictionary<string, int>(StringComparer.Ordinal));
        foreach (var asked in Problem.Shares ? Problem.Applications : [])
        {
            foreach (var task in asked.RequestsPerSecond > 0 ? asked.Application.Tasks : [])
            {
                foreach (var variant in task.Variants)
                {
                    if (IsCommon(asked.Application.Name, task.Name, variant.Name) && !uses.Add(variant.Name))
                    {
                        shared.TryAdd(variant.Name, shared.Count);
                    }
                }
            }
        }

        return shared;
    }

    private bool IsCommon(string application, string task, string variant) =>
        Problem.Restrictions.Allow(application, task, variant) && Index.Configurations(application, variant) is [{ Scope: null }, ..];

    private ApplicationModel Read(ApplicationDemand asked, int number, Dictionary<string, int> shared)
    {
        var (application, restrictions) = (asked.Application, Problem.Restrictions);
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var nodes = new List<Node>();
        foreach (var task in application.Tasks)
        {
            places.Add(task.Name, nodes.Count);
            nodes.Add(new Node(
                new TaskKey(number, nodes.Count),
                [.. application.EdgesTo(task.Name).Select(e => new Parent(places[e.From], e))],
                [],
                [.. Choices(application, task, shared)],
                Problem.QueueingFactors.Of(application.Name, task.Name),
                restrictions.BudgetMilliseconds(application.Name, task.Name),
                restrictions.RelativeAccuracy(application.Name, task.Name)));
        }

        foreach (var edge in application.Edges)
        {
            nodes[places[edge.From]].Children.Add(places[edge.To]);
        }

        var ends = Index.OperatorMilliseconds(application.Name, "entry") + Index.OperatorMilliseconds(application.Name, "answer");
        var maySplit = Problem.MaySplit(application.Name);
        return new ApplicationModel(application, asked.RequestsPerSecond, nodes, ends, maySplit);
    }

    private IEnumerable<Choice> Choices(Application application, ApplicationTask task, Dictionary<string, int> shared)
    {
        var restrictions = Problem.Restrictions;
        foreach (var variant in task.Variants.Where(v => restrictions.Allow(application.Name, task.Name, v.Name)).OrderBy(v => v.Name, StringComparer.Ordinal))
        {
            var configurations = Index.Configurations(application.Name, variant.Name);
            if (configurations.Count > 0)
            {
                var operators = Index.OperatorMilliseconds(application.Name, task.Name, variant.Name);
                yield return new Choice(variant, task.RelativeAccuracy(variant), operators, configurations, configurations[0].Scope is null && shared.TryGetValue(variant.Name, out var number) ? number : -1);
            }
        }

        if (task.IsOptional && restrictions.Allow(application.Name, task.Name, null))
        {
            yield return new Choice(null, task.RelativeAccuracy(null), 0, [], -1);
        }
    }

    private List<IReadOnlyList<ApplicationModel>> Connect()
    {
        var groups = new List<List<ApplicationModel>>();
        foreach (var application in Applications)
        {
            var together = groups.FindAll(group => group.Exists(member => SharesWith(member, application)));
            var members = new List<ApplicationModel>();
            foreach (var group in together)
            {
                groups.Remove(group);
                members.AddRange(group);
            }

            members.Add(application);
            groups.Add(members);
        }

        return [.. groups];
    }

    private static bool SharesWith(ApplicationModel one, ApplicationModel other)
    {
        foreach (var node in one.Nodes)
        {
            foreach (var choice in node.Choices)
            {
                if (choice.Shared >= 0 && other.Nodes.Any(n => n.Choices.Any(c => c.Shared == choice.Shared)))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
