namespace Tangram.Server.History;

/// <summary>Figures of serving at an instant; null for what was not known, also where a figure is not finite.</summary>
public sealed record HistoryFigures
{
    /// <summary>Requests per second, as estimated.</summary>
    public double? Demand { get; init => field = Finite(value); }

    /// <summary>Requests per second that the plan is made for.</summary>
    public double? PlannedDemand { get; init => field = Finite(value); }

    /// <summary>Compute slices that the plan takes.</summary>
    public int? Slices { get; init; }

    /// <summary>Accuracy of the plan, relative to the best variants, 0..1.</summary>
    public double? Accuracy { get; init => field = Finite(value); }

    /// <summary>Requests answered in time over requests that ended, 0..1.</summary>
    public double? Attainment { get; init => field = Finite(value); }

    /// <summary>Requests per second that were carried at the worst moment of a transition.</summary>
    public double? LowestCapacity { get; init => field = Finite(value); }

    /// <summary>How long less than the demand was carried during a transition, in ms.</summary>
    public double? DipMilliseconds { get; init => field = Finite(value); }

    // JSON has no other.
    private static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;
}
