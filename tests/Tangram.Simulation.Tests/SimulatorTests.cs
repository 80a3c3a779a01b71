using Tangram.Core.Time;
using Tangram.Scheduling;
using Tangram.Simulation.Arrivals;
using Tangram.Simulation.Arrivals.Traces;
using Tangram.Simulation.Tests.Running;
using Tangram.Simulation.Tests.Theory;

namespace Tangram.Simulation.Tests;

public sealed class SimulatorTests
{
    private const long VeryMany = 100_000_000;

    [Fact]
    public void Memory_does_not_grow_with_the_length_of_a_run()
    {
        var shorter = SimulatedQueue.Of(ServiceLaw.Exponential(0.01), servers: 4, load: 0.8, customers: 5_000);
        Simulator.Run(shorter);

        Assert.True(Allocated(shorter with { Duration = shorter.Duration * 20 }) < 1.5 * Allocated(shorter));
    }

    [Theory]
    [InlineData("every", "never")]
    [InlineData("deadline", "hopeless")]
    public void A_hundred_million_requests_at_one_instant_take_no_more_than_those_that_are_let_in(string admission, string drop)
    {
        var setup = AtOnce(VeryMany) with { Policies = new PolicyChoice { Admission = admission, Drop = drop } };
        var report = Simulator.Run(setup);
        var figures = report.Applications[0];

        Assert.Equal(VeryMany, figures.Arrived);
        Assert.Equal(0, figures.InFlight);
        Assert.InRange(VeryMany - figures.Refused, 1, 1025);
        Assert.InRange(report.Events, 1, 5000);
        Assert.Equal(figures.Attainment, figures.AttainmentInterval!.Mean, 1e-4);
        Assert.True(Allocated(setup) < 10_000_000);
    }

    [Fact]
    public void Bursts_and_lulls_of_a_trace_are_served_as_they_come()
    {
        // A thousand at once, a minute of nothing, then ten at once in each of a hundred milliseconds.
        var arrivals = Enumerable.Range(0, 100).Select(i => new Arrival(Small.Ms(60_000 + i), 10)).Prepend(new Arrival(Instant.Start, 1000)).ToList();
        var trace = new Trace(arrivals, TimeSpan.FromSeconds(90));
        var setup = Small.Setup([Small.Segment(0, processes: 2)], trace) with { TimelineParts = 3, Duration = TimeSpan.FromSeconds(90) };
        var run = RecordedRun.Of(setup);
        var figures = run.Report.Applications[0];

        Assert.Equal((trace.Requests, trace.Requests), (figures.Arrived, figures.InTime + figures.Late));
        Assert.Equal([1000, 0, 1000], run.Report.Timeline.Select(t => t.Arrived[0]));
        Assert.Equal([1000 / 2 * 0.01 / 30, 0, 1000 / 2 * 0.01 / 30], run.Report.Timeline.Select(t => Math.Round(t.Utilization[0], 12)), (a, b) => Math.Abs(a - b) < 1e-9);

        // Two at a time, 10 ms each: the last of the first thousand is through after 5 s, the first four in time.
        Assert.Equal(5000, figures.Latency.Max.TotalMilliseconds, 5.0);
        Assert.Equal(4, run.Report.Timeline[0].InTime[0]);
    }

    [Fact]
    public void A_trace_is_repeated_for_as_endlessas_the_run_takes()
    {
        var trace = Small.Trace(0, 30);
        var setup = Small.Setup([Small.Segment(0)], trace);
        setup = setup with { Duration = trace.Length * 10, Loads = [setup.Loads[0] with { Start = _ => trace.Start(trace.Length * 10) }] };

        Assert.Equal(20, Simulator.Run(setup).Applications[0].InTime);
    }

    [Fact]
    public void Reading_and_answering_take_their_time_too()
    {
        var setup = Small.Setup([Small.Segment(0)], Small.Trace(0));
        var late = setup with { Loads = [setup.Loads[0] with { Entry = TimeSpan.FromMilliseconds(6), Answer = TimeSpan.FromMilliseconds(4.0001) }] };
        var inTime = setup with { Loads = [setup.Loads[0] with { Entry = TimeSpan.FromMilliseconds(6), Answer = TimeSpan.FromMilliseconds(4) }] };

        Assert.Equal((0, 1), (Simulator.Run(late).Applications[0].InTime, Simulator.Run(inTime).Applications[0].InTime));
        Assert.Equal(20, Simulator.Run(inTime).Applications[0].Latency.Max.TotalMilliseconds);
    }

    [Fact]
    public void Batches_count_from_the_end_of_the_warm_up_to_the_end_of_arrivals()
    {
        // One before, one across the end of the warm-up, two after it, the last of which ends after the run's.
        var setup = Small.Setup([Small.Segment(0)], Small.Trace(0, 15, 30, 39)) with { WarmUp = TimeSpan.FromMilliseconds(20), Duration = TimeSpan.FromMilliseconds(45) };
        var segment = Simulator.Run(setup).Segments[0];

        Assert.Equal((2, 1), (segment.Batches, segment.MeanBatch));
        Assert.Equal((5 + 10 + 5) / 25.0, segment.Utilization, 1e-9);
    }

    [Fact]
    public void A_batch_that_lost_its_request_keeps_its_process_busy_to_its_end()
    {
        // Two roots, of which one drops the request while the other still runs it to 100.
        var layout = new Layout(
            [new LayoutTask(0, "app", "long", IsRoot: true, [], 1, TimeSpan.Zero), new LayoutTask(1, "app", "late", IsRoot: true, [], 1, TimeSpan.FromSeconds(1))],
            [Small.Segment(0, run: 100), Small.Segment(1, task: 1)]);
        var setup = Small.Setup(layout.Segments, Small.Trace(0));
        setup = setup with
        {
            Layout = layout,
            Policies = new PolicyChoice { Admission = "every", Drop = "hopeless" },
            Loads = [new SimulatedLoad("app", TimeSpan.FromMilliseconds(150), _ => Small.Trace(0).Start())],
            FanOutMeans = FanOuts.FanOutMeans.None(layout),
            Duration = TimeSpan.FromMilliseconds(200),
        };
        var report = Simulator.Run(setup);

        Assert.Equal(1, report.Applications[0].Dropped);
        Assert.Equal([0.5, 0], report.Segments.Select(s => s.Utilization));
    }

    [Fact]
    public void A_run_is_broken_off_on_demand()
    {
        using var cancel = new CancellationTokenSource();
        var shares = new List<double>();
        var endless = SimulatedQueue.Of(ServiceLaw.Exponential(0.01), servers: 1, load: 0.5, customers: 1_000_000_000);

        Assert.Throws<OperationCanceledException>(() => Simulator.Run(endless, new Told(share => Stop(share)), cancel.Token));
        Assert.InRange(shares.Count, 3, 3);

        void Stop(double share)
        {
            shares.Add(share);
            if (shares.Count == 3)
            {
                cancel.Cancel();
            }
        }
    }

    [Fact]
    public void A_run_is_broken_off_within_an_instant_too()
    {
        using var cancel = new CancellationTokenSource();
        cancel.Cancel();

        // Each is let in and given up at once, so that none fills a queue.
        var setup = AtOnce(long.MaxValue / 2) with { Policies = new PolicyChoice { Admission = "every", Drop = "hopeless" } };

        Assert.Throws<OperationCanceledException>(() => Simulator.Run(setup with { Loads = [setup.Loads[0] with { LatencyObjective = TimeSpan.FromMilliseconds(1) }] }, cancellation: cancel.Token));
    }

    [Fact]
    public void Progress_goes_from_0_to_1()
    {
        var shares = new List<double>();
        Simulator.Run(SimulatedQueue.Of(ServiceLaw.Constant(0.01), servers: 1, load: 0.5, customers: 200_000), new Told(shares.Add));

        Assert.True(shares.Count > 3);
        Assert.Equal(shares.Order(), shares);
        Assert.Equal(1, shares[^1]);
        Assert.InRange(shares[0], 0, 0.5);
    }

    private static SimulationSetup AtOnce(long count) => Small.Setup([Small.Segment(0)], new Trace([new Arrival(Small.Ms(1), count)], TimeSpan.FromSeconds(1)));

    private static long Allocated(SimulationSetup setup)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Simulator.Run(setup);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private sealed class Told(Action<double> tell) : IProgress<double>
    {
        public void Report(double value) => tell(value);
    }
}
