using Tangram.Planning.Deciding;

namespace Tangram.Planning.Exact;

/// <summary>A task as the search sees it.</summary>
/// <param name="Key">Which task of the problem it is.</param>
/// <param name="Parents">Where its items come from.</param>
/// <param name="Children">The children's places in the application's order of tasks.</param>
/// <param name="Choices">What it can run, by name, and leaving it out last.</param>
/// <param name="QueueingFactor">How many times its latency a batch is counted; at least 1.</param>
/// <param name="MostMilliseconds">Most budget it may take.</param>
/// <param name="LeastAccuracy">Least relative accuracy it must reach.</param>
internal sealed record Node(
    TaskKey Key, IReadOnlyList<Parent> Parents, List<int> Children, IReadOnlyList<Choice> Choices, double QueueingFactor, double MostMilliseconds, double LeastAccuracy)
{
    /// <summary>The highest relative accuracy it can reach; 0 where nothing can run.</summary>
    public double BestAccuracy
    {
        get
        {
            var best = 0.0;
            for (var i = 0; i < Choices.Count; i++)
            {
                best = Math.Max(best, Choices[i].RelativeAccuracy);
            }

            return best;
        }
    }
}
