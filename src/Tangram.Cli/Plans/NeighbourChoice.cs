using Tangram.Cli.Files;
using Tangram.Planning;
using Tangram.Planning.Neighbours;
using Tangram.Simulation.Interference;

namespace Tangram.Cli.Plans;

/// <summary>What <c>--observations</c>, <c>--predictor</c> and <c>--neighbours</c> say of how segments slow each other down.</summary>
/// <param name="Effects">What the planner counts with; null for nothing.</param>
/// <param name="Rule">Which neighbours it counts.</param>
/// <param name="Truth">What simulated plans meet.</param>
internal sealed record NeighbourChoice(INeighbourEffects? Effects, NeighbourRule Rule, IInterference Truth)
{
    /// <summary>The name of a rule that is taken where none is given.</summary>
    public const string DefaultRule = "worst";

    /// <summary>The rules by name.</summary>
    public static IReadOnlyDictionary<string, NeighbourRule> Rules { get; } = new Dictionary<string, NeighbourRule>(StringComparer.Ordinal) { [DefaultRule] = NeighbourRule.Worst, ["mean"] = NeighbourRule.Mean };

    /// <summary>Loads what is named.</summary>
    /// <param name="observations">A recording, or null.</param>
    /// <param name="predictor">A fitted predictor, or null; only one of the two is given.</param>
    /// <param name="rule">The name of a rule; null for the one that is taken otherwise.</param>
    /// <param name="input">The profiles: the predictor's signatures are theirs.</param>
    /// <exception cref="Core.Files.InvalidFileException">A file is missing or is not as it should be.</exception>
    public static NeighbourChoice Of(string? observations, string? predictor, string? rule, PlanInput input)
    {
        var counted = Rules[rule ?? DefaultRule];
        if (observations is not null)
        {
            var law = RecordedLaw.Load(observations);
            return new NeighbourChoice(new RecordedEffects(law), counted, law);
        }

        var effects = predictor is null ? null : new PredictedEffects(PredictorFile.Load(predictor).Predictor, input.Tables);
        return new NeighbourChoice(effects, counted, new NoInterference());
    }

    /// <summary>The problem with what neighbours do to each other, where anything is known of it.</summary>
    public PlanningProblem In(PlanningProblem problem) => Effects is null ? problem : problem with { Neighbours = NeighbourSlowdowns.Of(problem, Effects, Rule) };
}
