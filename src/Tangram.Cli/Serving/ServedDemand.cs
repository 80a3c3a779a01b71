namespace Tangram.Cli.Serving;

/// <summary>What a server plans for where no plan is given.</summary>
/// <param name="RequestsPerSecond">Demand; null for the largest there is a plan for.</param>
/// <param name="Reserve">Share of every segment's throughput to leave free; 0 up to, not including, 1.</param>
/// <param name="Attainment">Share of requests that must be answered in time in simulation, 0..1; null where the plan is not simulated.</param>
internal sealed record ServedDemand(double? RequestsPerSecond, double Reserve, double? Attainment = null)
{
    /// <summary>Devices to plan on, of the model that the profile was measured on; 1 unless given.</summary>
    public int Devices { get; init; } = 1;

    /// <summary>Folder in which the plan may be kept that a server was to run last, to go on with where no demand is given; null not to look.</summary>
    public string? StateFolder { get; init; }
}
