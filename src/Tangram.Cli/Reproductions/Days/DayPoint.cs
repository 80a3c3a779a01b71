namespace Tangram.Cli.Reproductions.Days;

/// <summary>What one system did at one point of the day.</summary>
/// <param name="Point">The point, from 0.</param>
/// <param name="Demand">Requests per second that came, on average.</param>
/// <param name="Slices">Compute slices its plan took.</param>
/// <param name="Requests">Requests that came in the simulated time, the warm-up left out.</param>
/// <param name="Violations">Of these, those not answered in full and in time.</param>
/// <param name="AccuracyDrop">1 less the accuracy of what ran, relative to the best variants; 0..1.</param>
/// <param name="Dropped">Items given up, by task; tasks without any are left out.</param>
/// <param name="IsPlannedFor">Whether the plan is for the demand; otherwise it is for the largest that the system can plan for.</param>
internal sealed record DayPoint(int Point, double Demand, int Slices, long Requests, long Violations, double AccuracyDrop, IReadOnlyDictionary<string, long> Dropped, bool IsPlannedFor);
