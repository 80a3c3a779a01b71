using Tangram.Scheduling;

namespace Tangram.Simulation.Tests;

/// <summary>What holds of every run, on random setups and with every policy.</summary>
public sealed class SimulatorPropertyTests
{
    public static TheoryData<string, string> DispatchAndBatching()
    {
        var all = new TheoryData<string, string>();
        foreach (var dispatch in SchedulingCatalogs.Dispatch.Names)
        {
            foreach (var batching in SchedulingCatalogs.Batching.Names)
            {
                all.Add(dispatch, batching);
            }
        }

        return all;
    }

    [Theory]
    [MemberData(nameof(DispatchAndBatching))]
    public void Every_request_ends_and_every_line_of_the_log_follows_from_those_before_with_every_policy(string dispatch, string batching)
    {
        foreach (var admission in SchedulingCatalogs.Admission.Names)
        {
            foreach (var drop in SchedulingCatalogs.Drop.Names)
            {
                var policies = new PolicyChoice { Dispatch = dispatch, Batching = batching, Admission = admission, Drop = drop };
                for (var seed = 0; seed < 2; seed++)
                {
                    AssertBooksAgree(RecordedRun.Of(RandomSetup.Create(seed, policies)));
                }
            }
        }
    }

    [Fact]
    public void Every_request_ends_whatever_the_setup() =>
        Seeds.ForAll(100, seed => AssertBooksAgree(RecordedRun.Of(RandomSetup.Create(seed))));

    [Fact]
    public void A_segment_is_never_busy_for_more_than_all_of_the_time() => Seeds.ForAll(100, seed =>
    {
        var report = Simulator.Run(RandomSetup.Create(seed));

        Assert.All(report.Segments, s => Assert.InRange(s.Utilization, 0, 1));
        Assert.All(report.Timeline.SelectMany(t => t.Utilization), u => Assert.InRange(u, 0, 1 + 1e-9));
    });

    [Fact]
    public void The_timelines_parts_sum_up_to_the_totals() => Seeds.ForAll(100, seed =>
    {
        var setup = RandomSetup.Create(seed);
        var report = Simulator.Run(setup);

        Assert.Equal(setup.TimelineParts, report.Timeline.Count);
        Assert.Equal(setup.Duration, report.Timeline.Aggregate(TimeSpan.Zero, (sum, t) => sum + t.Length));
        for (var load = 0; load < report.Applications.Count; load++)
        {
            Assert.Equal(report.Applications[load].Arrived, report.Timeline.Sum(t => t.Arrived[load]));
            Assert.Equal(report.Applications[load].InTime, report.Timeline.Sum(t => t.InTime[load]));
        }

        foreach (var device in report.Segments.GroupBy(s => s.Device))
        {
            var busy = report.Timeline.Sum(t => t.Utilization[device.Key] * t.Length.TotalSeconds) * MostSlices(setup, device.Key);
            Assert.Equal(device.Sum(s => s.Utilization * s.Slices) * setup.Duration.TotalSeconds, busy, 1e-6 * (1 + busy));
        }
    });

    [Fact]
    public void The_runs_of_a_process_follow_each_other_in_the_chart() => Seeds.ForAll(60, seed =>
    {
        var run = RecordedRun.Of(RandomSetup.Create(seed));
        var gantt = run.Report.Gantt;

        Assert.Equal(gantt.OrderBy(g => g.To.Ticks).Select(g => g.To), gantt.Select(g => g.To));
        Assert.Equal(run.Lines("free").Count(), gantt.Count);
        foreach (var process in gantt.GroupBy(g => (g.Segment, g.Process)))
        {
            Assert.All(process.Zip(process.Skip(1)), pair => Assert.True(pair.First.To <= pair.Second.From));
            Assert.All(process, g => Assert.True(g.From < g.To && g.Items >= 1));
        }
    });

    [Fact]
    public void A_seed_gives_the_same_run_every_time() => Seeds.ForAll(40, seed =>
    {
        var (first, again, other) = (RecordedRun.Of(RandomSetup.Create(seed)), RecordedRun.Of(RandomSetup.Create(seed)), RecordedRun.Of(RandomSetup.Create(seed) with { Seed = (ulong)seed + 1 }));

        Assert.Equal(first.Log, again.Log);
        Assert.Equal(first.Figures(), again.Figures());

        // Where evenly spaced requests are all refused there is no chance in it.
        Assert.True(!first.Lines("complete").Any() || !first.Log.AsSpan().SequenceEqual(other.Log));
    });

    [Fact]
    public void Other_policies_see_the_same_arrivals() => Seeds.ForAll(30, seed =>
    {
        var one = RecordedRun.Of(RandomSetup.Create(seed, RandomSetup.Policies(seed)));
        var other = RecordedRun.Of(RandomSetup.Create(seed, RandomSetup.Policies(seed + 1)));

        Assert.Equal(one.Arrivals(), other.Arrivals());
        Assert.Equal(one.Report.Applications.Select(a => a.Arrived), other.Report.Applications.Select(a => a.Arrived));
    });

    [Fact]
    public void Writing_a_log_changes_nothing() => Seeds.ForAll(40, seed =>
    {
        var setup = RandomSetup.Create(seed);
        var with = RecordedRun.Of(setup);

        Assert.Equal(with.Figures(), new RecordedRun(setup, Simulator.Run(setup), []).Figures());
    });

    [Fact]
    public void What_comes_in_the_warm_up_counts_in_no_figure_and_changes_nothing_else() => Seeds.ForAll(40, seed =>
    {
        var setup = RandomSetup.Create(seed);
        var (all, cut) = (RecordedRun.Of(setup), RecordedRun.Of(setup with { WarmUp = setup.Duration / 3 }));
        var counted = Ledger.Of(cut).Requests.Where(r => r.At >= (setup.Duration / 3).Ticks).ToList();

        Assert.Equal(all.Log, cut.Log);
        foreach (var figures in cut.Report.Applications)
        {
            long Ended(string how) => counted.Count(r => r.Application == figures.Name && r.End == how);
            Assert.Equal(cut.Arrivals().Count(a => a.At >= (setup.Duration / 3).Ticks && setup.Layout.Tasks[a.Task].Application == figures.Name), figures.Arrived);
            Assert.Equal((Ended("answered"), Ended("partial"), Ended("dropped")), (figures.InTime + figures.Late, figures.Partial, figures.Dropped));
            Assert.Equal(figures.InTime + figures.Late + figures.Partial, figures.Latency.Count);
        }
    });

    // The new segments of a random setup take the place of the old ones, and the old ones later theirs.
    private static double MostSlices(SimulationSetup setup, int device)
    {
        int SlicesWithout(IReadOnlyList<int> others) => setup.Layout.Segments.Where(s => s.Device == device && !others.Contains(s.Index)).Sum(s => s.Slices);

        return setup.Changes.Count == 0 ? SlicesWithout([]) : Math.Max(SlicesWithout(setup.Changes[0].Added), SlicesWithout(setup.Changes[0].Retired));
    }

    private static void AssertBooksAgree(RecordedRun run)
    {
        var ledger = Ledger.Of(run);
        foreach (var figures in run.Report.Applications)
        {
            Assert.Equal(0, figures.InFlight);
            Assert.Equal(figures.Arrived, figures.InTime + figures.Late + figures.Partial + figures.Dropped + figures.Refused);
            Assert.Equal(ledger.Ended(figures.Name, "answered"), figures.InTime + figures.Late);
            Assert.Equal(ledger.Ended(figures.Name, "partial"), figures.Partial);
            Assert.Equal(ledger.Ended(figures.Name, "dropped"), figures.Dropped);
            Assert.Equal(ledger.Refused(figures.Name), figures.Refused);
            Assert.Equal(0, ledger.Ended(figures.Name, null));
        }

        Assert.Equal(run.Lines("drop").Count() + run.Lines("giveUp").Count(), run.Report.Applications.Sum(a => a.Tasks.Sum(t => t.Dropped)));
    }
}
