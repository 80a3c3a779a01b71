using Tangram.Core.Applications;
using Tangram.Core.Devices;
using Tangram.Core.Profiles;

namespace Tangram.Planning;

/// <summary>What a planner is asked: serve this application at this demand on this device.</summary>
/// <param name="Application">Tasks, variants, fan-outs and objectives.</param>
/// <param name="Profile">Measured latencies and throughputs.</param>
/// <param name="Device">What can be cut; one device of this model is there.</param>
/// <param name="Demand">Requests per second at the roots; above 0.</param>
/// <param name="QueueingFactor">How many times its latency a batch is counted, for waiting and running; at least 1, 2 in JigsawServe [P].</param>
/// <param name="Reserve">Fraction of every segment's throughput to leave free; 0 up to, not including, 1 [N].</param>
public sealed record PlanningProblem(
    Application Application, ProfileTable Profile, DeviceModel Device, double Demand, double QueueingFactor = 2, double Reserve = 0)
{
    /// <summary>Requests per second at the roots; above 0.</summary>
    public double Demand { get; init => field = AboveZero(value); } = AboveZero(Demand);

    /// <summary>How many times its latency a batch is counted; at least 1.</summary>
    public double QueueingFactor { get; init => field = AtLeastOne(value); } = AtLeastOne(QueueingFactor);

    /// <summary>Fraction of every segment's throughput to leave free; 0 up to, not including, 1.</summary>
    public double Reserve { get; init => field = Fraction(value); } = Fraction(Reserve);

    private static double AboveZero(double demand) =>
        demand > 0 && double.IsFinite(demand) ? demand : throw new ArgumentOutOfRangeException(nameof(demand), demand, "is not a number above 0");

    private static double AtLeastOne(double factor) =>
        factor >= 1 && double.IsFinite(factor) ? factor : throw new ArgumentOutOfRangeException(nameof(factor), factor, "is not a number of at least 1");

    private static double Fraction(double reserve) =>
        reserve is >= 0 and < 1 ? reserve : throw new ArgumentOutOfRangeException(nameof(reserve), reserve, "is not a number from 0 up to, not including, 1");
}
