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
        (component.Model.Problem.QueueingFactor * milliseconds) + Budgets.OperatorMilliseconds(choice.OperatorMilliseconds, combination.Flows[place].Constant);

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
                // What a quicker step carries with the same segments makes this one idle.
                if (!IsQuicker(steps, i, cover, demand * flow.Least(share), flow.Slope == 0))
                {
                    yield return new TaskOption(Budget(place, choice, steps[i].Milliseconds), cover.Weight, cover, null, null);
                }
            }
        }
    }

    private bool IsQuicker(List<Step> steps, int index, Cover cover, double rate, bool isFixed)
    {
        if (index + 1 == steps.Count)
        {
            return false;
        }

        var quicker = steps[index + 1];
        if (cover.Counts is null)
        {
            return isFixed && quicker.Table(weights).Least(rate) <= cover.Weight;
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
        var (finer, second) = (combination.Choices[place], combination.Second!);
        var rate = component.ApplicationOf(place).Demand * combination.Flows[place].Constant;
        foreach (var step in Steps(place, finer, most))
        {
            foreach (var other in Steps(place, second, most))
            {
                if (IsNeeded(place, step, other, most))
                {
                    foreach (var option in Split(place, (step, other), share, rate, room))
                    {
                        yield return option;
                    }
                }
            }
        }
    }

    // The slower of the two sets the budget; the quicker is then as slow as it may be.
    private bool IsNeeded(int place, Step step, Step other, double most)
    {
        var slower = Math.Max(step.Milliseconds, other.Milliseconds);
        return IsLast(combination.Choices[place], step) && IsLast(combination.Second!, other);

        bool IsLast(Choice choice, Step own) => ReferenceEquals(Steps(place, choice, most).First(s => s.Milliseconds <= slower), own);
    }

    private IEnumerable<TaskOption> Split(int place, (Step Finer, Step Second) steps, Share share, double rate, int room)
    {
        var budget = Budget(place, combination.Choices[place], Math.Max(steps.Finer.Milliseconds, steps.Second.Milliseconds));
        foreach (var cover in Covers(steps.Finer, share.Low * rate, share.High * rate, room))
        {
            var high = rate > 0 ? Math.Min(share.High, cover.Capacity / rate) : share.High;
            foreach (var other in Covers(steps.Second, Math.Max(0, (1 - high) * rate), (1 - share.Low) * rate, room - cover.Weight))
            {
                yield return new TaskOption(budget, cover.Weight + other.Weight, cover, other, null);
            }
        }
    }

    private IEnumerable<Cover> Covers(Step step, double low, double high, int room) => withCounts
        ? CoverFinder.Collections(step, weights, low, high, room, limit)
        : CoverFinder.Levels(step, weights, low, high).TakeWhile(c => c.Weight <= room);
}
