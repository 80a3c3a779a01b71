using Tangram.Core.Catalogs;
using Tangram.Core.Time;
using Tangram.Simulation.Arrivals;
using Tangram.Simulation.Randomness;

namespace Tangram.Simulation.Tests.Arrivals;

/// <summary>What holds for every pattern of the catalogue.</summary>
public sealed class ArrivalPatternTests
{
    public static TheoryData<string> Names => [.. ArrivalCatalog.Patterns.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Instants_ascend_and_each_has_a_request(string name)
    {
        foreach (var rate in (double[])[0.01, 50, 1e5, 3e7, 1e9])
        {
            var arrivals = Start(name, rate);
            var last = new Instant(-1);
            for (var i = 0; i < 2000; i++)
            {
                Assert.True(arrivals.TryNext(out var arrival));
                Assert.True(arrival.At > last && arrival.Count >= 1);
                last = arrival.At;
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_mean_rate_is_the_rate_asked_for(string name)
    {
        // Over 10 days. The widest spread is mmpp's, whose index of dispersion of 13.6 makes one standard error 0.28 %.
        var requests = Drawing.Until(Start(name, 2), TimeSpan.FromDays(10)).Sum(a => a.Count);

        Assert.InRange(requests / (10 * 86400.0), 1.97, 2.03);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void More_requests_than_ticks_come_together(string name)
    {
        var arrivals = Start(name, 5e8, ("period-s", "0.001"), ("burst-s", "0.001"), ("calm-s", "0.001"));
        var requests = Drawing.Until(arrivals, TimeSpan.FromMilliseconds(20)).Sum(a => a.Count);

        Assert.InRange(requests / 0.02, 1e8, 1.2e9);
        Assert.True(arrivals.TryNext(out var arrival));
        Assert.True(arrival.Count > 1);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_run_can_be_repeated_and_does_not_depend_on_others_of_the_same_pattern(string name)
    {
        var pattern = ArrivalCatalog.Patterns.Create(name, Settings.Empty);
        var (first, second) = (pattern.Start(100, Stream()), pattern.Start(100, Stream()));
        for (var i = 0; i < 1000; i++)
        {
            Assert.True(first.TryNext(out var a));
            Assert.True(second.TryNext(out var b));
            Assert.Equal(a, b);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void At_a_rate_of_0_or_nearly_0_nothing_comes(string name)
    {
        Assert.False(Start(name, 0).TryNext(out _));
        Assert.False(Start(name, double.Epsilon).TryNext(out _));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_rate_outside_its_range_is_refused(string name)
    {
        foreach (var rate in (double[])[-1, 1.1e9, double.NaN, double.PositiveInfinity])
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => Start(name, rate));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Taking_arrivals_allocates_nothing(string name)
    {
        var arrivals = Start(name, 1000);
        arrivals.TryNext(out _);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            arrivals.TryNext(out _);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static RandomStream Stream() => new RandomStreams(3).Stream("arrivals");

    private static IArrivals Start(string name, double rate, params (string Key, string Value)[] wanted)
    {
        string[] known = name switch { "mmpp" => ["burst-s", "calm-s"], "diurnal" => ["period-s"], _ => [] };
        return ArrivalCatalog.Patterns.Create(name, new Settings(wanted.Where(w => known.Contains(w.Key)).ToDictionary(w => w.Key, w => w.Value))).Start(rate, Stream());
    }
}
