using Tangram.Control.Deciding;

namespace Tangram.Control.Ladder;

/// <summary>Undoes the ladder in reverse, a rung at a time, and takes a smaller plan where one does.</summary>
/// <param name="desk">Where plans come before.</param>
/// <param name="descent">Gives up no more accuracy than needed.</param>
/// <param name="settings">How far down is far enough.</param>
internal sealed class Ascent(PlanDesk desk, Descent descent, ControlSettings settings)
{
    /// <summary>What the demand allows; the whole headroom is to fit, so that what is taken back is not given up again at once.</summary>
    public Opportunity Find(Standing standing, Need need, CancellationToken cancellation) => standing.Rung switch
    {
        Rung.Refuse => need.Wanted * need.Demand.ShareFrom(standing.Shedding.BelowPriority) <= standing.Carries ? Opportunity.LiftLimit : Opportunity.None,
        Rung.Shed => Fewer(standing, need),
        Rung.LowerAccuracy when need.Wanted <= desk.Capacity(standing.Model, standing.Model.Application.Objectives.Accuracy, standing.Plan, cancellation) => Opportunity.RestoreAccuracy,
        _ => need.Wanted < settings.LowerFraction * standing.Tried ? Opportunity.TakeLess : Opportunity.None,
    };

    /// <summary>How an application is to be run from now on; null where there is no plan for it after all.</summary>
    public Move? Take(Opportunity opportunity, Standing before, Need need, CancellationToken cancellation) => opportunity switch
    {
        Opportunity.LiftLimit => new Move(
            before with { Rung = Rung.Shed, Shedding = before.Shedding with { RequestsPerSecond = null } },
            "refuse requests by priority only",
            FormattableString.Invariant($"{need}, of which the plan carries what is not refused by priority: {before.Carries:0.##}/s")),
        Opportunity.RefuseFewer => RefuseFewer(before, need),
        Opportunity.EndShedding => before.Model.Application.Objectives.HasAccuracyToGive ? AtTheFloor(before, need, cancellation) : AtTheObjectives(before, need, cancellation),
        Opportunity.RestoreAccuracy => AtTheObjectives(before, need, cancellation),
        Opportunity.TakeLess => TakeLess(before, need, cancellation),
        _ => null,
    };

    private static Opportunity Fewer(Standing standing, Need need)
    {
        var cut = PriorityCut.Find(need.Demand, need.Wanted, standing.Carries);
        return !cut.Fits ? Opportunity.None
            : cut.Below is null ? Opportunity.EndShedding
            : cut.Below < standing.Shedding.BelowPriority ? Opportunity.RefuseFewer
            : Opportunity.None;
    }

    private static Move RefuseFewer(Standing before, Need need)
    {
        var below = PriorityCut.Find(need.Demand, need.Wanted, before.Carries).Below;
        return new Move(
            before with { Shedding = new Shedding(below, null) },
            FormattableString.Invariant($"refuse requests of a priority below {below} only"),
            FormattableString.Invariant($"{need}, {need.Demand.ShareFrom(below):P0} of them of priority {below} or above, and the plan carries {before.Carries:0.##}/s"));
    }

    private Move? AtTheFloor(Standing before, Need need, CancellationToken cancellation)
    {
        var floor = before.Model.Application.Objectives.AccuracyFloor;
        var fit = desk.Meet(before.Model, floor, need, before.Plan, cancellation);
        if (!fit.IsEnough)
        {
            return null;
        }

        var standing = descent.MostAccurate(new Standing(before.Model, fit.Plan!, floor, Rung.LowerAccuracy, Shedding.None, fit.Carries), before, need, cancellation);
        return new Move(standing, FormattableString.Invariant($"refuse nobody, plan for {fit.Carries:0.##} requests/s with accuracy {standing.Accuracy:0.###}"), Allows(need, before));
    }

    private Move? AtTheObjectives(Standing before, Need need, CancellationToken cancellation)
    {
        var accuracy = before.Model.Application.Objectives.Accuracy;
        var fit = desk.Meet(before.Model, accuracy, need, before.Plan, cancellation);
        return fit.IsEnough
            ? new Move(
                new Standing(before.Model, fit.Plan!, accuracy, Rung.Objectives, Shedding.None, fit.Carries),
                FormattableString.Invariant($"plan for {fit.Carries:0.##} requests/s within the objectives"),
                Allows(need, before))
            : null;
    }

    private Move? TakeLess(Standing before, Need need, CancellationToken cancellation)
    {
        var smaller = before.Rung == Rung.LowerAccuracy ? AtTheFloor(before, need, cancellation) : AtTheObjectives(before, need, cancellation);
        if (smaller is null)
        {
            return null;
        }

        return PlanComparison.IsBetter(smaller.Standing.Plan, before.Plan, before.Model.Application.Name)
            ? smaller with { What = FormattableString.Invariant($"plan for {smaller.Standing.Carries:0.##} requests/s") }
            : new Move(before with { Tried = need.Wanted }, "keep the plan", FormattableString.Invariant($"{need}; a plan for {need.Wanted:0.##} would take no fewer slices and be no more accurate"));
    }

    private static string Allows(Need need, Standing before) => FormattableString.Invariant($"{need}, the plan carries {before.Carries:0.##}");
}
