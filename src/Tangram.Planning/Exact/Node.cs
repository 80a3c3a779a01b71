using Tangram.Core.Applications;
using Tangram.Planning.Deciding;

namespace Tangram.Planning.Exact;

/// <summary>A task as the search sees it.</summary>
/// <param name="Key">Which task of the problem it is.</param>
/// <param name="Parents">Where its items come from: the parent's place in the application's order of tasks, and the edge.</param>
/// <param name="Children">The children's places.</param>
/// <param name="Choices">What it can run, by name, and leaving it out last.</param>
/// <param name="MostMilliseconds">Most budget it may take.</param>
/// <param name="LeastAccuracy">Least relative accuracy it must reach.</param>
internal sealed record Node(
    TaskKey Key, IReadOnlyList<(int Place, Edge Edge)> Parents, IReadOnlyList<int> Children, IReadOnlyList<Choice> Choices, double MostMilliseconds, double LeastAccuracy);
