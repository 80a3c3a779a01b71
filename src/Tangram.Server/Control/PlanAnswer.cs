using Tangram.Control.Ladder;
using Tangram.Core.Plans;

namespace Tangram.Server.Control;

/// <summary>What <c>POST /tangram/plan</c> answers.</summary>
/// <param name="Taken">Whether it was done; not for a dry run.</param>
/// <param name="Generation">How many plans have run, the latest counted.</param>
/// <param name="What">What is done, in a few words.</param>
/// <param name="Why">Why.</param>
/// <param name="Rung">Where on the ladder the application is then.</param>
/// <param name="Steps">The steps of the transition, in order.</param>
/// <param name="Kept">Instances that run already and are not touched.</param>
/// <param name="LowestCapacity">Requests per second carried at the worst moment, as foreseen.</param>
/// <param name="DipMilliseconds">How long less than the demand is carried, as foreseen.</param>
/// <param name="Plan">The plan.</param>
internal sealed record PlanAnswer(
    bool Taken, long Generation, string What, string Why, Rung Rung, IReadOnlyList<StepStatus> Steps, IReadOnlyList<string> Kept, double LowestCapacity, double DipMilliseconds, Plan Plan);
