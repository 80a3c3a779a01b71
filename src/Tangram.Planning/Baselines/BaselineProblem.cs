using Tangram.Core.Applications;
using Tangram.Core.Devices;
using Tangram.Planning.Deciding;

namespace Tangram.Planning.Baselines;

/// <summary>A problem as systems see it that do not look at the task graph: the most accurate variant of every task, each with an equal share of the latency objective [N].</summary>
/// <remarks>
/// The systems plan for services that know nothing of each other. A single-task application is such a service; the tasks of a graph are made into
/// services by <see cref="EqualShare"/>. Where leaving an optional task out is as accurate, it is left out.
/// </remarks>
internal sealed class BaselineProblem
{
    private BaselineProblem(PlanningProblem problem, ProfileIndex index)
    {
        (Problem, Index) = (problem, index);
        Choices = [.. problem.Applications.Select(a => (IReadOnlyList<Variant?>)[.. a.Application.Tasks.Select(t => a.RequestsPerSecond > 0 ? Choose(a.Application, t) : null)])];
        Shares = [.. Choices.Select(tasks => (IReadOnlyList<IReadOnlyList<VariantShare>>)[.. tasks.Select(v => v is null ? (IReadOnlyList<VariantShare>)[] : [new VariantShare(v, 1)])])];
        Services = [.. problem.Applications.SelectMany((a, i) => Of(a, i))];
    }

    public PlanningProblem Problem { get; }

    public ProfileIndex Index { get; }

    /// <summary>By application and task: the variant that runs, null where the task is left out.</summary>
    public IReadOnlyList<IReadOnlyList<Variant?>> Choices { get; }

    /// <summary>The same as a plan's decision.</summary>
    public IReadOnlyList<IReadOnlyList<IReadOnlyList<VariantShare>>> Shares { get; }

    /// <summary>The tasks that run.</summary>
    public IReadOnlyList<Service> Services { get; }

    public static BaselineProblem Of(PlanningProblem problem) => new(problem, new ProfileIndex(problem));

    /// <summary>The model of a pool's devices.</summary>
    public DeviceModel Device(int pool) => Problem.Inventory.Pools[pool].Model;

    /// <summary>What a task takes of the latency objective with a configuration, in ms.</summary>
    public double BudgetMilliseconds(string application, string task, Configuration configuration, double itemsPerRequest) =>
        (Problem.QueueingFactors.Of(application, task) * Budgets.EffectiveMilliseconds(Problem.Siblings, configuration.Entry, itemsPerRequest))
        + Budgets.OperatorMilliseconds(Index.OperatorMilliseconds(application, task, configuration.Entry.Variant), itemsPerRequest);

    /// <summary>Why the most accurate choices will not do; null where they will.</summary>
    public PoolAnswer.None? Fault()
    {
        for (var i = 0; i < Choices.Count; i++)
        {
            var (application, demand) = Problem.Applications[i];
            for (var task = 0; task < Choices[i].Count && demand > 0; task++)
            {
                if (Fault(application, application.Tasks[task], Choices[i][task]) is { } fault)
                {
                    return fault;
                }
            }

            var accuracy = application.Tasks.Select((t, task) => t.RelativeAccuracy(Choices[i][task])).Aggregate(1.0, (a, b) => a * b);
            if (demand > 0 && accuracy < application.Objectives.Accuracy - Tolerance.Accuracy)
            {
                return new PoolAnswer.None("accuracy", FormattableString.Invariant($"the choices that are allowed reach accuracy {accuracy:0.####} for '{application.Name}'; the objective is {application.Objectives.Accuracy}"));
            }
        }

        return null;
    }

    private PoolAnswer.None? Fault(Application application, ApplicationTask task, Variant? choice)
    {
        if (choice is null && !(task.IsOptional && Problem.Restrictions.Allow(application.Name, task.Name, null)))
        {
            var best = BestChoices.Of(Problem, application.Name, task).Variants;
            return best.Count == 0
                ? new PoolAnswer.None("accuracy", $"the restrictions allow no variant of task '{task.Name}' of '{application.Name}'")
                : new PoolAnswer.None("profile", $"the most accurate variant of task '{task.Name}' of '{application.Name}' ({string.Join(", ", best.Select(v => v.Name))}) was not measured on any device there is");
        }

        var (reached, least) = (task.RelativeAccuracy(choice), Problem.Restrictions.RelativeAccuracy(application.Name, task.Name));
        return reached >= least - Tolerance.Accuracy ? null
            : new PoolAnswer.None("accuracy", FormattableString.Invariant($"the choices that are allowed reach relative accuracy {reached:0.####} for task '{task.Name}' of '{application.Name}'; the restrictions ask for {least}"));
    }

    private Variant? Choose(Application application, ApplicationTask task)
    {
        var best = BestChoices.Of(Problem, application.Name, task);
        return best.MayBeLeftOut ? null : best.Variants.FirstOrDefault(v => Index.Configurations(application.Name, v.Name).Count > 0);
    }

    private IEnumerable<Service> Of(ApplicationDemand asked, int place)
    {
        var (application, demand) = asked;
        var items = Rates.ItemsPerRequest(application, Shares[place]);
        var budgets = EqualShare.BudgetMilliseconds(Index, application);
        for (var i = 0; i < items.Length; i++)
        {
            if (Choices[place][i] is { } variant)
            {
                var (task, brought) = (application.Tasks[i].Name, items[i]);
                var name = Problem.Applications.Count == 1 ? $"task '{task}'" : $"task '{task}' of '{application.Name}'";
                var ways = Index.Configurations(application.Name, variant.Name).Select(c => new Way(c, BudgetMilliseconds(application.Name, task, c, brought)));
                var budget = Math.Min(budgets[i], Problem.Restrictions.BudgetMilliseconds(application.Name, task));
                yield return new Service(new TaskKey(place, i), variant, name, brought * demand, budget, [.. ways]);
            }
        }
    }
}
