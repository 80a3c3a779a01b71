namespace Tangram.Cli.Demos.Days;

/// <summary>How the day is told.</summary>
internal sealed record DayOptions
{
    /// <summary>Share of every segment's throughput that the plan for the peak leaves free, from which the day's demand follows; 0 up to, not including, 1.</summary>
    /// <remarks>Server, operators and load generator run on the same cores as the models, and after a pause models were seen to run 1.7 times as long as measured.</remarks>
    public double Reserve { get; init; } = 0.6;

    /// <summary>How long the day takes.</summary>
    public TimeSpan Length { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Slices that each core is cut into.</summary>
    public int SlicesPerCore { get; init; } = 2;

    /// <summary>Seed of the arrivals; at least 0.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Whether to measure even if a profile of this machine is kept.</summary>
    public bool ProfilesAnew { get; init; }
}
