using Tangram.Control.Deciding;

namespace Tangram.Control.Ladder;

/// <summary>Plans anew for what is needed, on the same rung, or where that does not do, on the next one down.</summary>
/// <param name="desk">Where plans come before.</param>
/// <param name="settings">How much.</param>
internal sealed class Descent(PlanDesk desk, ControlSettings settings)
{
    /// <summary>How an application is to be run from now on.</summary>
    /// <param name="before">How it is run.</param>
    /// <param name="model">What to plan before.</param>
    /// <param name="need">What is needed.</param>
    /// <param name="why">What made it necessary.</param>
    /// <param name="cancellation">Stops the planning.</param>
    public Move Decide(Standing before, Model model, Need need, string why, CancellationToken cancellation) => before.Rung switch
    {
        Rung.Objectives => KeepObjectives(before, model, need, why, cancellation),
        Rung.LowerAccuracy => LowerAccuracy(before, model, need, why, cancellation),
        _ => Shed(before, model, need, why, cancellation),
    };

    private Move KeepObjectives(Standing before, Model model, Need need, string why, CancellationToken cancellation)
    {
        var accuracy = model.Application.Objectives.Accuracy;
        var fit = desk.Meet(model, accuracy, need, before.Plan, cancellation);
        if (fit.IsEnough)
        {
            return new Move(new Standing(model, fit.Plan!, accuracy, Rung.Objectives, Shedding.None, fit.Carries), PlanFor(fit), Join(why, fit.Why));
        }

        return LowerAccuracy(before, model, need, Join(why, Short(fit, need)), cancellation);
    }

    private Move LowerAccuracy(Standing before, Model model, Need need, string why, CancellationToken cancellation)
    {
        var objectives = model.Application.Objectives;
        if (!objectives.HasAccuracyToGive)
        {
            return Shed(before, model, need, Join(why, FormattableString.Invariant($"accuracy is not lowered, as its floor is its objective of {objectives.Accuracy:0.###}")), cancellation);
        }

        var fit = desk.Meet(model, objectives.AccuracyFloor, need, before.Plan, cancellation);
        if (fit.IsEnough)
        {
            var standing = MostAccurate(new Standing(model, fit.Plan!, objectives.AccuracyFloor, Rung.LowerAccuracy, Shedding.None, fit.Carries), before, need, cancellation);
            return new Move(standing, FormattableString.Invariant($"{PlanFor(fit)} with accuracy {standing.Accuracy:0.###}"), Join(why, fit.Why));
        }

        if (before.Rung == Rung.LowerAccuracy)
        {
            return Shed(before, model, need, Join(why, Short(fit, need)), cancellation);
        }

        // A rung at a time: this one brings what the machine has at the floor, the next is for what is beyond that.
        var most = new Standing(model, fit.Plan ?? before.Plan, objectives.AccuracyFloor, Rung.LowerAccuracy, Shedding.None, fit.Plan is null ? before.Carries : fit.Carries);
        return new Move(most, FormattableString.Invariant($"{PlanFor(fit)} with accuracy {objectives.AccuracyFloor:0.###}"), Join(why, Short(fit, need)));
    }

    /// <summary>The standing at the floor, or one that gives up less accuracy and carries what is wanted as well.</summary>
    public Standing MostAccurate(Standing floor, Standing before, Need need, CancellationToken cancellation)
    {
        var model = floor.Model;
        var (best, most) = (floor, model.Application.Objectives.Accuracy);
        for (var step = 0; step < settings.AccuracySteps; step++)
        {
            var least = Math.Max(best.Accuracy, PlanComparison.Of(best.Plan, model.Application.Name).Accuracy);
            var middle = (least + most) / 2;
            if (middle <= least || floor.Carries < need.Wanted)
            {
                break;
            }

            if (desk.Ask(model, middle, need.Wanted, before.Plan, cancellation).Plan is { } plan)
            {
                best = best with { Plan = plan, Accuracy = middle };
            }
            else
            {
                most = middle;
            }
        }

        return best;
    }

    private Move Shed(Standing before, Model model, Need need, string why, CancellationToken cancellation)
    {
        var floor = model.Application.Objectives.AccuracyFloor;
        var (plan, carries, none) = desk.Largest(model, floor, before.Plan, cancellation);
        if (plan is null)
        {
            (plan, carries, why) = (before.Plan, before.Carries, Join(why, none));
        }

        var cut = PriorityCut.Find(need.Demand, need.Needed, carries);
        var below = cut.Below < before.Shedding.BelowPriority || cut.Below is null ? before.Shedding.BelowPriority : cut.Below;
        if (before.Rung == Rung.Refuse || (before.Rung == Rung.Shed && below == before.Shedding.BelowPriority && need.Exceeds(carries, below)))
        {
            return new Move(
                new Standing(model, plan, floor, Rung.Refuse, new Shedding(below, carries), carries),
                FormattableString.Invariant($"refuse requests beyond {carries:0.##}/s"),
                Join(why, FormattableString.Invariant($"what is left is more than the {carries:0.##} requests/s that the machine carries")));
        }

        var machine = FormattableString.Invariant($"the machine carries {carries:0.##} of the {need.Needed:0.##} requests/s needed");
        return below is { } priority
            ? new Move(
                new Standing(model, plan, floor, Rung.Shed, new Shedding(priority, null), carries),
                FormattableString.Invariant($"refuse requests of a priority below {priority}"),
                Join(why, FormattableString.Invariant($"{machine}; {need.Demand.ShareFrom(priority):P0} of them have priority {priority} or above")))
            : new Move(
                new Standing(model, plan, floor, Rung.Shed, Shedding.None, carries),
                "refuse nobody by priority",
                Join(why, need.Demand.Shares.Count > 1 ? machine : $"{machine}; all requests have one priority, so none is refused for it"));
    }

    private static string PlanFor(Fit fit) => fit.Plan is null ? "keep the plan" : FormattableString.Invariant($"plan for {fit.Carries:0.##} requests/s");

    private static string Short(Fit fit, Need need) =>
        fit.Plan is null ? fit.Why : FormattableString.Invariant($"the largest plan carries {fit.Carries:0.##} of the {need.Needed:0.##} requests/s needed: {fit.Why}");

    private static string Join(string one, string other) => one.Length == 0 ? other : other.Length == 0 ? one : $"{one}; {other}";
}
