using System.Text.Json;
using Tangram.Scheduling.Logging;
using Tangram.Simulation.Statistics;

namespace Tangram.Simulation.Tests.Theory;

/// <summary>The simulator against queueing theory, at 99.9 % of confidence; and each time against a service 3 % slower than theory is told, which must not agree.</summary>
public sealed class SimulatedQueueTests
{
    private const double Service = 0.01;
    private const long Customers = 300_000;

    [Theory]
    [InlineData(0.3, Customers)]
    [InlineData(0.5, Customers)]
    [InlineData(0.8, Customers)]
    [InlineData(0.9, 3 * Customers)]
    public void A_server_with_exponential_service_is_MM1(double load, long customers) =>
        AssertAgrees(ServiceLaw.Exponential(Service), 1, load, customers, Queues.MeanWaitMM1(load / Service, 1 / Service));

    [Theory]
    [InlineData(2, 0.5, false)]
    [InlineData(4, 0.8, false)]
    [InlineData(4, 0.8, true)]
    [InlineData(8, 0.9, true)]
    [InlineData(16, 0.7, false)]
    public void Servers_of_one_queue_with_exponential_service_are_Erlangs_MMc(int servers, double load, bool areSegments) =>
        AssertAgrees(ServiceLaw.Exponential(Service), servers, load, Customers, Queues.MeanWaitMMc(load * servers / Service, 1 / Service, servers), areSegments);

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.8)]
    public void A_server_with_constant_service_is_MD1(double load) =>
        AssertAgrees(ServiceLaw.Constant(Service), 1, load, Customers, Queues.MeanWaitMD1(load / Service, Service));

    [Theory]
    [InlineData(2, 0.8, false)]
    [InlineData(4, 0.9, true)]
    [InlineData(8, 0.7, false)]
    public void Servers_of_one_queue_with_constant_service_are_Crommelins_MDc(int servers, double load, bool areSegments) =>
        AssertAgrees(ServiceLaw.Constant(Service), servers, load, Customers, Queues.MeanWaitMDc(load * servers / Service, Service, servers), areSegments);

    [Theory]
    [InlineData(0.3, 0.7)]
    [InlineData(1, 0.7)]
    public void A_server_with_log_normal_service_is_MG1(double sigma, double load)
    {
        var service = ServiceLaw.LogNormal(Service, sigma);

        AssertAgrees(service, 1, load, 2 * Customers, Queues.MeanWaitMG1(load / Service, Service, service.Variance));
    }

    [Fact]
    public void A_server_with_hyper_exponential_service_is_MG1()
    {
        var service = ServiceLaw.HyperExponential(Service);

        AssertAgrees(service, 1, 0.6, 3 * Customers, Queues.MeanWaitMG1(0.6 / Service, Service, service.Variance));
    }

    [Fact]
    public void Classes_with_priorities_wait_as_Cobham_says()
    {
        var service = ServiceLaw.Exponential(Service);
        double[] rates = [30, 20, 30];
        var expected = Queues.MeanWaitsByPriority(rates, service.Mean, service.Variance);

        var report = Simulator.Run(SimulatedQueue.WithPriorities(service, rates, 3 * Customers));
        var slower = Simulator.Run(SimulatedQueue.WithPriorities(service with { Slip = 1.03 }, rates, 3 * Customers));

        for (var k = 0; k < rates.Length; k++)
        {
            AssertHolds(Agreement.MeanTime(report.Applications[k]), expected[k] + Service);
            Assert.False(Agreement.MeanTime(slower.Applications[k]).Contains(expected[k] + Service));
        }

        Assert.True(Agreement.OnUtilisation(report, service, 0.8));
    }

    [Fact]
    public void Two_servers_in_a_row_are_two_MM1_by_Burkes_theorem()
    {
        var service = ServiceLaw.Exponential(Service);
        var expected = 2 * (Queues.MeanWaitMM1(70, 1 / Service) + Service);

        var report = Simulator.Run(SimulatedQueue.InARow(service, 0.7, Customers));

        AssertHolds(Agreement.MeanTime(report.Applications[0]), expected);
        Assert.True(Agreement.OnUtilisation(report, service, 0.7));
        Assert.False(Agreement.MeanTime(Simulator.Run(SimulatedQueue.InARow(service with { Slip = 1.03 }, 0.7, Customers)).Applications[0]).Contains(expected));
    }

    [Fact]
    public void As_many_are_in_the_system_as_Little_says()
    {
        var setup = SimulatedQueue.Of(ServiceLaw.Exponential(Service), 2, 0.8, 20_000) with { WarmUp = TimeSpan.Zero };
        using var output = new MemoryStream();
        using var log = new DecisionLog(output, LogHeader.Of(setup.Layout, setup.Policies));
        var report = Simulator.Run(setup with { Log = log });
        log.Dispose();

        // By the decision log: every request that is let in is there until it is answered.
        var (inside, ticksInside, last) = (0L, 0L, 0L);
        foreach (var line in RecordedRun.LinesOf(output.ToArray()))
        {
            var at = line.GetProperty("at").GetInt64();
            ticksInside += inside * (at - last);
            last = at;
            inside += Names(line, "event", "accept") ? 1 : Names(line, "decision", "answer") ? -1 : 0;
        }

        var figures = report.Applications[0];
        Assert.Equal(0, inside);
        Assert.Equal(report.EndedAt.Ticks, last);
        Assert.Equal(figures.Arrived * (double)figures.Latency.Mean.Ticks / last, (double)ticksInside / last, 1e-4);
    }

    private static bool Names(JsonElement line, string kind, string name) => line.TryGetProperty(kind, out var value) && value.ValueEquals(name);

    private static void AssertAgrees(ServiceLaw service, int servers, double load, long customers, double wait, bool areSegments = false)
    {
        var report = Simulator.Run(SimulatedQueue.Of(service, servers, load, customers, areSegments));
        AssertHolds(Agreement.MeanTime(report.Applications[0]), wait + service.Mean);
        Assert.True(Agreement.OnUtilisation(report, service, load), $"utilisation {report.Segments.Average(s => s.Utilization)}, not {load}");

        var slower = Simulator.Run(SimulatedQueue.Of(service with { Slip = 1.03 }, servers, load, customers, areSegments));
        Assert.False(Agreement.MeanTime(slower.Applications[0]).Contains(wait + service.Mean));
        Assert.False(Agreement.OnUtilisation(slower, service, load));
    }

    private static void AssertHolds(Interval interval, double expected) =>
        Assert.True(interval.Contains(expected), $"{expected} is not within {interval.Low} and {interval.High}");
}
