using Tangram.Core.Plans;
using Tangram.Planning;
using Tangram.Planning.Explaining;
using Tangram.Planning.Tradeoffs;

namespace Tangram.Cli.Plans;

/// <summary>A plan with everything there is to say about it.</summary>
/// <param name="Problem">What it answers, with the demands it is for.</param>
/// <param name="Plan">The plan.</param>
/// <param name="Explanation">What binds it, if asked for.</param>
/// <param name="Tradeoffs">What other objectives would take, if asked for.</param>
/// <param name="Remark">What is said behind each demand, such as that it is the largest.</param>
/// <param name="Previous">The plan it takes the place of, if any.</param>
internal sealed record PlanResult(PlanningProblem Problem, Plan Plan, Explanation? Explanation, TradeoffTable? Tradeoffs, string Remark = "", Plan? Previous = null);
