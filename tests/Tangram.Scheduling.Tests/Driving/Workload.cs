namespace Tangram.Scheduling.Tests.Driving;

/// <summary>A random layout and what comes in on it; all of it follows from the seed.</summary>
internal sealed class Workload
{
    private Workload(int seed, Layout layout, double load, int deadline) => (Seed, Layout, Load, DeadlineMilliseconds) = (seed, layout, load, deadline);

    public int Seed { get; }

    public Layout Layout { get; }

    /// <summary>Mean time between arrivals over the time a request keeps the slowest task busy; below 1 is too much.</summary>
    public double Load { get; }

    public int DeadlineMilliseconds { get; }

    public int Requests { get; init; } = 40;

    public bool WithDeaths { get; init; }

    public bool WithCancels { get; init; }

    public bool WithRetirements { get; init; }

    public bool WithRelayouts { get; init; }

    public static Workload Create(int seed, bool withDeaths = false, bool withCancels = false, bool withRetirements = false, bool withRelayouts = false)
    {
        var random = new Random(seed);
        var layout = new RandomLayout(random).Build();
        return new Workload(seed, layout, 0.3 + (random.NextDouble() * 2), random.Next(20, 800))
        {
            WithDeaths = withDeaths,
            WithCancels = withCancels,
            WithRetirements = withRetirements,
            WithRelayouts = withRelayouts,
        };
    }

    /// <summary>The same on an equal layout.</summary>
    public Workload On(Layout layout) =>
        new(Seed, layout, Load, DeadlineMilliseconds) { WithDeaths = WithDeaths, WithCancels = WithCancels, WithRetirements = WithRetirements, WithRelayouts = WithRelayouts };
}
