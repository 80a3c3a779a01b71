using System.Runtime.CompilerServices;

namespace Tangram.Control;

/// <summary>When a controller acts, and how much.</summary>
/// <remarks>Settings that exist are sound: every property refuses what is out of its range. The figures are ours [N] where nothing else is said.</remarks>
public sealed record ControlSettings
{
    /// <summary>Everything as it is unless said otherwise.</summary>
    public static ControlSettings Default { get; } = new();

    /// <summary>Which estimator of the demand, with its settings: a text as <see cref="Estimating.EstimatorCatalog.Demand"/> takes it; <c>change</c> unless given.</summary>
    public string DemandEstimator { get; init; } = "change";

    /// <summary>Planned for beyond the estimate, as a share of it; 0.01 to 10, 0.2 unless given.</summary>
    public double Headroom { get; init => field = Within(value, 0.01, 10); } = 0.2;

    /// <summary>Standard errors of the estimate that are planned for beyond it, and that an estimate is to be away before it is believed; 0 to 10, 3 unless given.</summary>
    public double NoiseFactor { get; init => field = Within(value, 0, 10); } = 3;

    /// <summary>The part of the headroom that is still free when a larger plan is asked for; 0 to 0.9, 0.25 unless given: at 5 % below the plan's demand.</summary>
    public double MarginShare { get; init => field = Within(value, 0, 0.9); } = 0.25;

    /// <summary>A smaller plan is asked for when the demand to plan for is below this fraction of the plan's; 0.1 to 0.95, 0.7 unless given.</summary>
    public double LowerFraction { get; init => field = Within(value, 0.1, 0.95); } = 0.7;

    /// <summary>Requests per second that are planned for even where nobody asks; 10⁻⁶ to 10⁹, 0.1 unless given.</summary>
    public double LeastDemand { get; init => field = Within(value, 1e-6, 1e9); } = 0.1;

    /// <summary>Least time between the end of one change of plan and the next upward; 0 to 1 h, 5 s unless given.</summary>
    public TimeSpan ShortestGap { get; init => field = Within(value, TimeSpan.Zero, TimeSpan.FromHours(1)); } = TimeSpan.FromSeconds(5);

    /// <summary>How long there is to be reason to go down, or back up the ladder, before it is done; 1 s to 1 h, 20 s unless given. It doubles with each change of direction.</summary>
    public TimeSpan Hold { get; init => field = Within(value, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)); } = TimeSpan.FromSeconds(20);

    /// <summary>How often <see cref="Hold"/> doubles at most; 0 to 10, 5 unless given.</summary>
    public int HoldDoublings { get; init => field = Within(value, 0, 10); } = 5;

    /// <summary>The longest that <see cref="Hold"/> becomes; one doubling is forgotten whenever this long passes without a change of direction.</summary>
    public TimeSpan LongestHold => Hold * (1 << HoldDoublings);

    /// <summary>Attainment below which more headroom is planned for; 0 (never) to 1, 0.95 unless given.</summary>
    public double AttainmentTarget { get; init => field = Within(value, 0, 1); } = 0.95;

    /// <summary>Requests that attainment is counted over; 1 to 10⁶, 50 unless given.</summary>
    public int AttainmentRequests { get; init => field = Within(value, 1, 1_000_000); } = 50;

    /// <summary>How long attainment is to be below the target before something is done; 0 to 1 h, 10 s unless given.</summary>
    public TimeSpan AttainmentHold { get; init => field = Within(value, TimeSpan.Zero, TimeSpan.FromHours(1)); } = TimeSpan.FromSeconds(10);

    /// <summary>Added to the headroom whenever attainment fell, as a share of the estimate; 0.01 to 10, 0.25 unless given.</summary>
    public double HeadroomStep { get; init => field = Within(value, 0.01, 10); } = 0.25;

    /// <summary>The most that is added to the headroom for want of attainment; 0 to 10, 1 unless given.</summary>
    public double HeadroomLimit { get; init => field = Within(value, 0, 10); } = 1;

    /// <summary>Items that a fan-out is estimated from at least; 1 to 10⁶, 50 unless given.</summary>
    public int FanOutItems { get; init => field = Within(value, 1, 1_000_000); } = 50;

    /// <summary>How far a fan-out is to depart from the one that is counted with, as a share of it, before it takes its place; 0.01 to 10, 0.2 unless given.</summary>
    public double FanOutBand { get; init => field = Within(value, 0.01, 10); } = 0.2;

    /// <summary>Batches that a drift of run times is estimated from at least; 1 to 10⁶, 20 unless given.</summary>
    public int DriftBatches { get; init => field = Within(value, 1, 1_000_000); } = 20;

    /// <summary>How far run times are to depart from those that are counted with, as a share of them, before they take their place; 0.01 to 10, 0.15 unless given.</summary>
    public double DriftBand { get; init => field = Within(value, 0.01, 10); } = 0.15;

    /// <summary>The share of the time that segments run batches for from which on they are busy, so that longer run times count; 0 to 1, 0.6 unless given.</summary>
    public double DriftBusyShare { get; init => field = Within(value, 0, 1); } = 0.6;

    /// <summary>The least factor on measured run times that is counted with; 0.01 to 1, 1 unless given: batches that run faster than measured do so for want of neighbours, which nobody promised.</summary>
    public double LeastDrift { get; init => field = Within(value, 0.01, 1); } = 1;

    /// <summary>How many more plans are asked for, at most, to give up no more accuracy than needed; 0 (straight to the floor) to 20, 3 unless given.</summary>
    public int AccuracySteps { get; init => field = Within(value, 0, 20); } = 3;

    // A number that is none is within no bounds.
    private static T Within<T>(T value, T least, T most, [CallerMemberName] string name = "")
        where T : struct, IComparable<T>
    {
        if (value.CompareTo(least) >= 0 && value.CompareTo(most) <= 0)
        {
            return value;
        }

        throw new ArgumentOutOfRangeException(name, value, FormattableString.Invariant($"is not from {least} to {most}"));
    }
}
