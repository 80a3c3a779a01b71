namespace Tangram.Planning.Verifying;

/// <summary>Settings in a row, from the one whose plan takes least to the one whose takes most, such as those of one task's rising factor.</summary>
/// <remarks>
/// Along it the plan is a step function. The search takes attainment to grow too, and finds the first step that reaches the target by halving;
/// where attainment goes up and down it may miss one.
/// </remarks>
/// <param name="trials">Plans and judges.</param>
/// <param name="at">The setting at a place; at least as strict as that at any lower place.</param>
/// <param name="low">The lowest place.</param>
/// <param name="high">The highest place, at most twice <paramref name="low"/> to the power of ten.</param>
internal sealed class FactorLine(PlanTrials trials, Func<double, Setting> at, double low, double high)
{
    // Factors that differ by less than half a hundredth are alike.
    private const double Precision = 1.005;

    /// <summary>Looks for the cheapest plan that reaches the target and is better than the best known.</summary>
    public void Search()
    {
        if (Highest(trials.IsCheaper) is not { } top || trials.Reaches(top.Candidate) is not true
            || trials.Plan(at(low)) is not { } bottom || trials.Reaches(bottom) is not false)
        {
            return;
        }

        var (fails, reaches) = ((Place: low, Candidate: bottom), top);
        while (reaches.Place > fails.Place * Precision)
        {
            var middle = Math.Sqrt(fails.Place * reaches.Place);
            if (trials.Plan(at(middle)) is not { } candidate || trials.Reaches(candidate) is not { } does)
            {
                return;
            }

            (fails, reaches) = does ? (fails, (middle, candidate)) : ((middle, candidate), reaches);
        }
    }

    /// <summary>The plans along the line that are better than the best known, the most expensive first.</summary>
    public IReadOnlyList<Candidate> Cheaper()
    {
        if (Highest(trials.IsCheaper) is not { } top || trials.Plan(at(low)) is not { } bottom)
        {
            return [];
        }

        var found = new List<Candidate> { bottom };
        Collect((low, bottom), top, found);
        found.Reverse();
        return [.. found.DistinctBy(c => c.Content, StringComparer.Ordinal)];
    }

    /// <summary>The highest place with a plan for which something holds that holds for all below; null where it does not even for the lowest.</summary>
    public (double Place, Candidate Candidate)? Highest(Func<Candidate, bool> holds)
    {
        if (trials.Plan(at(low)) is not { } lowest || !holds(lowest))
        {
            return null;
        }

        var (yes, no) = ((Place: low, Candidate: lowest), low);
        do
        {
            no = Math.Min(high, no * 2);
            if (trials.Plan(at(no)) is not { } candidate || !holds(candidate))
            {
                break;
            }

            yes = (no, candidate);
        }
        while (no < high);
        while (no > yes.Place * Precision)
        {
            var middle = Math.Sqrt(yes.Place * no);
            if (trials.Plan(at(middle)) is { } candidate && holds(candidate))
            {
                yes = (middle, candidate);
            }
            else
            {
                no = middle;
            }
        }

        return yes;
    }

    // What has the same plan at both ends has it in between.
    private void Collect((double Place, Candidate Candidate) from, (double Place, Candidate Candidate) to, List<Candidate> found)
    {
        if (from.Candidate.IsLike(to.Candidate))
        {
            return;
        }

        var middle = Math.Sqrt(from.Place * to.Place);
        if (to.Place <= from.Place * Precision || trials.Plan(at(middle)) is not { } candidate)
        {
            found.Add(to.Candidate);
            return;
        }

        Collect(from, (middle, candidate), found);
        Collect((middle, candidate), to, found);
    }
}
