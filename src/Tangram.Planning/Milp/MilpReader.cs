using Tangram.Planning.Deciding;

namespace Tangram.Planning.Milp;

/// <summary>Reads what a solution decides.</summary>
internal sealed class MilpReader(PlanningProblem problem, MilpFormulation formulation, IReadOnlyList<double> values)
{
    // A weight that is not meant to be there, by a solver's tolerance.
    private const double LeastShare = 1e-8;

    // How far a share may be moved onto the point where it just meets an accuracy objective.
    private const double Snap = 1e-6;

    /// <summary>The decision.</summary>
    public PlanDecision Read()
    {
        IReadOnlyList<IReadOnlyList<VariantShare>>[] shares = [.. problem.Applications.Select(a => (IReadOnlyList<IReadOnlyList<VariantShare>>)[.. a.Application.Tasks.Select(_ => (IReadOnlyList<VariantShare>)[])])];
        foreach (var application in formulation.Applications)
        {
            shares[application.Place] = Shares(application);
        }

        var groups = Groups(shares);
        var items = problem.Applications.Select((a, i) => Rates.ItemsPerRequest(a.Application, shares[i])).ToList();
        return new PlanDecision(shares, groups)
        {
            Placements = MilpPlaces.Of(problem, groups, formulation.Segments.Cuts.Select(c => (c.Pool, c.Segments, Count: (int)values[c.Count]))),
            Dealt = MilpFlows.Deal(groups, (key, variant) => problem.Applications[key.Application].RequestsPerSecond * items[key.Application][key.Task]
                * shares[key.Application][key.Task].Where(s => string.Equals(s.Variant.Name, variant, StringComparison.Ordinal)).Sum(s => s.Share)),
        };
    }

    private IReadOnlyList<IReadOnlyList<VariantShare>> Shares(MilpApplication application)
    {
        var weights = application.Weights.Select((w, k) => (Weight: values[w], Combination: application.Combinations[k])).Where(w => w.Weight > LeastShare).ToList();
        var first = weights[0];
        var share = weights.Count == 2 ? Snapped(application, first.Combination, weights[1].Combination, first.Weight / (first.Weight + weights[1].Weight)) : first.Weight;
        (double Share, MilpCombination Combination)[] used = weights.Count == 2
            ? [(share, first.Combination), (1 - share, weights[1].Combination)]
            : weights.Count == 1 ? [(1, first.Combination)]
            : throw new InvalidOperationException(FormattableString.Invariant($"application '{application.Application.Name}' mixes {weights.Count} combinations; at most one task is split"));
        return [.. application.Choices.Select((choices, task) => (IReadOnlyList<VariantShare>)[.. used
            .Where(u => u.Share > 0 && choices[u.Combination.Choices[task]].Variant is not null)
            .GroupBy(u => u.Combination.Choices[task], (c, same) => new VariantShare(choices[c].Variant!, same.Sum(u => u.Share)))])];
    }

    // A share just beside the one that meets an objective exactly is that one, computed without a solver's tolerance.
    private double Snapped(MilpApplication application, MilpCombination one, MilpCombination other, double share)
    {
        share = Snapped(share, one.Accuracy, other.Accuracy, application.Application.Objectives.Accuracy);
        for (var task = 0; task < application.Choices.Count; task++)
        {
            var choices = application.Choices[task];
            share = Snapped(share, choices[one.Choices[task]].RelativeAccuracy, choices[other.Choices[task]].RelativeAccuracy,
                problem.Restrictions.RelativeAccuracy(application.Application.Name, application.Application.Tasks[task].Name));
        }

        return Math.Clamp(share, 0, 1);
    }

    private static double Snapped(double share, double one, double other, double least)
    {
        var exact = (least - other) / (one - other);
        return Math.Abs(exact - share) < Snap ? exact : share;
    }

    private List<SegmentGroup> Groups(IReadOnlyList<IReadOnlyList<IReadOnlyList<VariantShare>>> shares)
    {
        var groups = new List<SegmentGroup>();
        foreach (var group in formulation.Segments.Groups)
        {
            var users = group.Users.Where(u => MayUse(group, u.Task, u.Choice, shares)).Select(u => u.Task).ToList();
            if (values[group.Count] > 0 && users.Count > 0)
            {
                groups.Add(new SegmentGroup(group.Configuration, (int)values[group.Count], users));
            }
        }

        return groups;
    }

    private bool MayUse(MilpGroup group, TaskKey key, int choice, IReadOnlyList<IReadOnlyList<IReadOnlyList<VariantShare>>> shares)
    {
        var place = formulation.Applications.Select((a, i) => (a.Place, i)).First(a => a.Place == key.Application).i;
        var application = formulation.Applications[place];
        if (!shares[key.Application][key.Task].Any(s => ReferenceEquals(s.Variant, application.Choices[key.Task][choice].Variant)))
        {
            return false;
        }

        var levels = formulation.Tasks[place][key.Task].Levels;
        var slowest = levels.Columns.Select((column, i) => values[column] * levels.Milliseconds[i]).Sum();
        var items = Rates.ItemsPerRequest(application.Application, shares[key.Application])[key.Task];
        return Budgets.EffectiveMilliseconds(problem.Siblings, group.Configuration.Entry, items) <= slowest;
    }
}
