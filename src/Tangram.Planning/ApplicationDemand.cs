using Tangram.Core.Applications;

namespace Tangram.Planning;

/// <summary>An application and how much of it is asked for.</summary>
/// <param name="Application">Tasks, variants, fan-outs and objectives.</param>
/// <param name="RequestsPerSecond">Requests per second at the roots; at least 0. An application that nobody asks for gets no segment.</param>
public sealed record ApplicationDemand(Application Application, double RequestsPerSecond)
{
    /// <summary>Requests per second at the roots; at least 0.</summary>
    public double RequestsPerSecond { get; init => field = AtLeastZero(value); } = AtLeastZero(RequestsPerSecond);

    private static double AtLeastZero(double demand) =>
        demand >= 0 && double.IsFinite(demand) ? demand : throw new ArgumentOutOfRangeException(nameof(demand), demand, "is not a number of at least 0");
}
