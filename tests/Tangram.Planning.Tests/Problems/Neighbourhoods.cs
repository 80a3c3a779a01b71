using Tangram.Planning.Neighbours;

namespace Tangram.Planning.Tests.Problems;

/// <summary>Problems whose segments slow each other down.</summary>
internal static class Neighbourhoods
{
    extension(PlanningProblem problem)
    {
        /// <summary>The problem with effects that depend on the seed, in even ones by the worst neighbours and in odd ones by the mean.</summary>
        public PlanningProblem Disturbed(int seed) => problem.Disturbed(new ScatteredEffects(seed), seed % 2 == 0 ? NeighbourRule.Worst : NeighbourRule.Mean);

        /// <summary>The problem with some effects.</summary>
        public PlanningProblem Disturbed(INeighbourEffects effects, NeighbourRule rule) => problem with { Neighbours = NeighbourSlowdowns.Of(problem, effects, rule) };
    }
}
