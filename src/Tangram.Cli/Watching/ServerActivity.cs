namespace Tangram.Cli.Watching;

/// <summary>What a server did between two readings.</summary>
/// <param name="Seconds">Time between them.</param>
/// <param name="Applications">Its applications.</param>
/// <param name="Models">Its models.</param>
internal sealed record ServerActivity(double Seconds, IReadOnlyList<ApplicationActivity> Applications, IReadOnlyList<ModelActivity> Models)
{
    /// <summary>What two readings tell.</summary>
    public static ServerActivity Between(MetricsReading before, MetricsReading after, TimeSpan time) =>
        new(time.TotalSeconds, ApplicationActivity.Between(before, after, time), ModelActivity.Between(before, after, time));
}
