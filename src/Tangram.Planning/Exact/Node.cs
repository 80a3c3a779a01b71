using Tangram.Core.Applications;

namespace Tangram.Planning.Exact;

/// <summary>A task as the search sees it.</summary>
/// <param name="Task">The task.</param>
/// <param name="Parents">Where its items come from: the parent's place in the order of tasks, and the edge.</param>
/// <param name="Children">The children's places.</param>
/// <param name="Choices">What it can run, by name, and leaving it out last.</param>
internal sealed record Node(ApplicationTask Task, IReadOnlyList<(int Place, Edge Edge)> Parents, IReadOnlyList<int> Children, IReadOnlyList<Choice> Choices)
{
    /// <summary>Items one request brings, given those of the tasks before and what they run.</summary>
    public double Items(double[] items, Func<int, Edge, double> fanOut)
    {
        if (Parents.Count == 0)
        {
            return 1;
        }

        // A loop, not a sum over a query: the search comes here at every step.
        var sum = 0.0;
        for (var i = 0; i < Parents.Count; i++)
        {
            sum += items[Parents[i].Place] * fanOut(Parents[i].Place, Parents[i].Edge);
        }

        return sum;
    }
}
