namespace Tangram.Planning.Exact;

/// <summary>The ways to run each task of a combination.</summary>
internal sealed class OptionFinder(Component component, Combination combination, Weights weights, bool withCounts, WorkLimit limit)
{
    /// <summary>The options of a task, those with the most latency first, as these need the fewest segments.</summary>
    /// <param name="place">The task.</param>
    /// <param name="share">The shares still possible.</param>
    /// <param name="most">The most budget it may take, in ms.</param>
    /// <param name="room">The most its own segments may weigh.</param>
    public IEnumerable<TaskOption> Of(int place, Share share, double most, int room)
    {
        var choice = combination.Choices[place];
        if (choice.Variant is null)
        {
            return [TaskOption.LeftOut];
        }

        return choice.Shared >= 0 ? SharedSteps(place, choice, most)
            : place == combination.SplitPlace ? Split(place, share, most, room)
            : Whole(place, choice, share, most, room);
    }

    private List<Step> Steps(int place, Choice choice, double most)
    {
        var steps = component.Model.Steps(choice, combination.Flows[place].Constant);
        var found = new List<Step>(steps.Count);
        for (var i = steps.Count - 1; i >= 0; i--)
        {
            if (Budget(place, choice, steps[i].Milliseconds) <= most)
            {
                found.Add(steps[i]);
            }
        }

        return found;
    }

    private double Budget(int place, Choice choice, double milliseconds) =>
        (component.Nodes[place].QueueingFactor * milliseconds) + Budgets.OperatorMilliseconds(choice.OperatorMilliseconds, combination.Flows[place].Constant);

    // A quicker step is worth its segments only where a slower one is too slow for the tasks that follow, so every step is an option.
    private IEnumerable<TaskOption> SharedSteps(int place, Choice choice, double most) =>
        Steps(place, choice, most).Select(step => new TaskOption(Budget(place, choice, step.Milliseconds), 0, null, null, step));

    private IEnumerable<TaskOption> Whole(int place, Choice choice, Share share, double most, int room)
    {
        var (demand, flow) = (component.ApplicationOf(place).Demand, combination.Flows[place]);
        var steps = Steps(place, choice, most);
        for (var i = 0; i < steps.Count; i++)
        {
            foreach (var cover in Covers(steps[i], demand * flow.Least(share), demand * flow.Most(share), room))
            {
                if (!IsQuicker(cover, i + 1 < steps.Count ? steps[i + 1] : null, flow.Slope == 0 ? demand * flow.Constant : null))
                {
                    yield return new TaskOption(Budget(place, choice, steps[i].Milliseconds), cover.Weight, cover, null, null);
                }
            }
        }
    }

    // What a quicker step carries with the same segments, or with as few, makes this one idle.
    private bool IsQuicker(Cover cover, Step? quicker, double? rate)
    {
        if (quicker is null || cover.Counts is null)
        {
            return quicker is not null && (rate is { } fixedRate ? quicker.Table(weights).Least(fixedRate) <= cover.Weight : quicker.Table(weights).Most(cover.Weight) >= cover.Capacity);
        }

        for (var kind = 0; kind < cover.Counts.Length; kind++)
        {
            if (cover.Counts[kind] > 0 && !ReferenceEquals(cover.Step.Best[kind], quicker.Best[kind]))
            {
                return false;
            }
        }

        return true;
    }

    private IEnumerable<TaskOption> Split(int place, Share share, double most, int room)
    {
        var rate = component.ApplicationOf(place).Demand * combination.Flows[place].Constant;
        var (finer, second) = (Steps(place, combination.Choices[place], most), Steps(place, combination.Second!, most));

        // The slower of the two sets the budget; the quicker is then as slow as it may be.
        for (var (i, j) = (0, 0); i < finer.Count && j < second.Count;)
        {
            var slower = Math.Max(finer[i].Milliseconds, second[j].Milliseconds);
            var (nextFiner, nextSecond) = (finer[i].Milliseconds >= slower ? i + 1 : i, second[j].Milliseconds >= slower ? j + 1 : j);
            var hasNext = nextFiner < finer.Count && nextSecond < second.Count;
            foreach (var (cover, other) in Pairs(finer[i], second[j], share, rate, room))
            {
                if (!hasNext || !IsQuicker(cover, finer[nextFiner], null) || !IsQuicker(other, second[nextSecond], null))
                {
                    yield return new TaskOption(Budget(place, combination.Choices[place], slower), cover.Weight + other.Weight, cover, other, null);
                }
            }

            (i, j) = (nextFiner, nextSecond);
        }
    }

    private IEnumerable<(Cover Finer, Cover Second)> Pairs(Step finer, Step second, Share share, double rate, int room)
    {
        foreach (var cover in Covers(finer, share.Low * rate, share.High * rate, room))
        {
            var high = rate > 0 ? Math.Min(share.High, cover.Capacity / rate) : share.High;
            foreach (var other in Covers(second, Math.Max(0, (1 - high) * rate), (1 - share.Low) * rate, room - cover.Weight))
            {
                yield return (cover, other);
            }
        }
    }

    private IEnumerable<Cover> Covers(Step step, double low, double high, int room) => withCounts
        ? CoverFinder.Collections(step, weights, low, high, room, limit)
        : CoverFinder.Levels(step, weights, low, high).TakeWhile(c => c.Weight <= room);
}
