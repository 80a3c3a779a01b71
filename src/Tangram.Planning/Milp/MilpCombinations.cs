using Tangram.Core.Applications;
using Tangram.Planning.Deciding;

namespace Tangram.Planning.Milp;

/// <summary>Enumerates the complete combinations of choices of an application.</summary>
internal static class MilpCombinations
{
    /// <summary>Most combinations of one application that are enumerated.</summary>
    public const int Most = 10_000;

    /// <summary>All combinations, the last task's choice changing first.</summary>
    /// <exception cref="MilpException">There are too many.</exception>
    public static IReadOnlyList<MilpCombination> Of(Application application, IReadOnlyList<IReadOnlyList<MilpChoice>> choices)
    {
        var count = choices.Aggregate(1.0, (product, c) => product * c.Count);
        if (count > Most)
        {
            throw new MilpException(FormattableString.Invariant(
                $"application '{application.Name}' has {count:0.###e+0} combinations of variants; a MILP planner enumerates at most {Most}, use --planner exact"));
        }

        var found = new List<MilpCombination>();
        var chosen = new int[choices.Count];
        Choose(0);
        return found;

        void Choose(int task)
        {
            if (task == chosen.Length)
            {
                found.Add(Describe(application, choices, [.. chosen]));
                return;
            }

            for (chosen[task] = 0; chosen[task] < choices[task].Count; chosen[task]++)
            {
                Choose(task + 1);
            }
        }
    }

    private static MilpCombination Describe(Application application, IReadOnlyList<IReadOnlyList<MilpChoice>> choices, int[] chosen)
    {
        var shares = chosen.Select((c, task) => choices[task][c].Variant is { } variant ? (IReadOnlyList<VariantShare>)[new VariantShare(variant, 1)] : []).ToList();
        return new MilpCombination(chosen, Rates.ItemsPerRequest(application, shares), chosen.Select((c, task) => choices[task][c].RelativeAccuracy).Aggregate(1.0, (a, b) => a * b));
    }
}
