using Tangram.Control.Transitions;

namespace Tangram.Control.Tests.Transitions;

/// <summary>How far a transition is.</summary>
public sealed class TransitionProgressTests
{
    [Fact]
    public void Steps_change_what_exists_what_serves_and_the_graph()
    {
        var (before, target) = (SmallPlans.Of(("a", 1, 0, 10)), SmallPlans.Of(("a", 1, 1, 20)));
        var steps = TransitionPlanner.Plan(Fleets.Get("cpu"), before, target, Fleets.AsPlanned, Fleets.Times).Steps;
        var progress = TransitionProgress.Of(before, target);
        var seen = new List<string>();
        foreach (var step in steps)
        {
            progress = progress.After(step);
            seen.Add($"{step.Kind}: {string.Join(' ', progress.Segments.Select(s => $"{s.Segment.Placement.Start}{(s.Serves ? "+" : "-")}"))}{(ReferenceEquals(progress.Graph, target) ? " target" : "")}");
        }

        Assert.Equal(["Create: 0+ 1-", "Load: 0+ 1+", "Switch: 0+ 1+ target", "Drain: 1+ 0- target", "Destroy: 1+ target"], seen);
    }

    [Fact]
    public void A_step_that_cannot_be_is_refused()
    {
        var (before, target) = (SmallPlans.Of(("a", 1, 0, 10)), SmallPlans.Of(("a", 1, 1, 20)));
        var progress = TransitionProgress.Of(before, target);
        var there = progress.Segments[0].Segment;

        Assert.Contains("there is a segment", Assert.Throws<ArgumentException>(() => progress.After(new TransitionStep(0, StepKind.Create, there))).Message);
        Assert.Contains("there is no segment", Assert.Throws<ArgumentException>(() => progress.After(new TransitionStep(0, StepKind.Load, there with { Placement = there.Placement with { Start = 3 } }))).Message);
    }
}
