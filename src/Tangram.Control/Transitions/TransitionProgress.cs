using Tangram.Core.Plans;

namespace Tangram.Control.Transitions;

/// <summary>How far a transition is: the segments there are, and the plan by whose graph requests go. Immutable.</summary>
/// <remarks>Told of every step that ended, it knows what <see cref="TransitionPlanner.Repair"/> needs to go on from there, or to another target.</remarks>
/// <param name="Segments">The segments that exist.</param>
/// <param name="Graph">The plan by whose graph requests go; null where none are served.</param>
/// <param name="Target">The plan that it leads to.</param>
public sealed record TransitionProgress(IReadOnlyList<FoundSegment> Segments, Plan? Graph, Plan Target)
{
    /// <summary>Nothing is done yet.</summary>
    public static TransitionProgress Of(Plan before, Plan target)
    {
        ArgumentNullException.ThrowIfNull(before);
        return new TransitionProgress([.. Parts.Placed(before).Select(p => new FoundSegment(p, Serves: true))], before, target);
    }

    /// <summary>A step has ended.</summary>
    /// <exception cref="ArgumentException">Its segment exists already, or does not.</exception>
    public TransitionProgress After(TransitionStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        if (step.Segment is not { } segment)
        {
            return this with { Graph = Target };
        }

        var there = Segments.FirstOrDefault(s => s.Segment.Placement.Device == segment.Placement.Device && s.Segment.Placement.Start == segment.Placement.Start);
        if (there is null != step.Kind is StepKind.Create)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"{step.Kind} of '{segment.Instance.Id}': at slice {segment.Placement.Start} of device {segment.Placement.Device} there is {(there is null ? "no segment" : "a segment")}"), nameof(step));
        }

        var others = Segments.Where(s => !ReferenceEquals(s, there));
        return this with
        {
            Segments = step.Kind switch
            {
                StepKind.Create => [.. Segments, new FoundSegment(segment, Serves: false)],
                StepKind.Load => [.. others, new FoundSegment(segment, Serves: true)],
                StepKind.Drain => [.. others, new FoundSegment(segment, Serves: false)],
                _ => [.. others],
            },
        };
    }
}
