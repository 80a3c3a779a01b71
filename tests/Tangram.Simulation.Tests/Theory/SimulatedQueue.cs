using Tangram.Core.Applications;
using Tangram.Scheduling;
using Tangram.Simulation.Arrivals.Patterns;
using Tangram.Simulation.FanOuts;

namespace Tangram.Simulation.Tests.Theory;

/// <summary>Queues of textbooks as the simulator knows them: nobody is turned away or gives up, and batches are of one.</summary>
internal static class SimulatedQueue
{
    /// <summary>Poisson arrivals at one queue, first come first served.</summary>
    /// <param name="service">How long it takes.</param>
    /// <param name="servers">Who serve it.</param>
    /// <param name="load">Share of time that theory says each is busy.</param>
    /// <param name="customers">How many come, on average, after the first tenth of the run.</param>
    /// <param name="areSegments">Whether each server is a segment of its own, which takes the next from the task's queue; else they are processes of one.</param>
    public static SimulationSetup Of(ServiceLaw service, int servers, double load, long customers, bool areSegments = false)
    {
        var rate = load * servers / service.Mean;
        Segment[] segments = areSegments ? [.. Enumerable.Range(0, servers).Select(i => Server(i, task: 0))] : [Server(0, task: 0, servers)];
        return Setup(new Layout([Task(0, "queue", [])], segments), service, customers / rate / 0.9) with { Loads = [Poisson("queue", rate)] };
    }

    /// <summary>One server and several classes of customers, the first of which go first.</summary>
    public static SimulationSetup WithPriorities(ServiceLaw service, IReadOnlyList<double> rates, long customers)
    {
        LayoutTask[] tasks = [.. rates.Select((_, k) => Task(k, $"class{k}", []))];
        var layout = new Layout(tasks, [Server(0, task: 0) with { Tasks = [.. rates.Select((_, k) => k)] }])
        {
            Applications = [.. rates.Select((_, k) => new LayoutApplication($"class{k}", Priority: -k))],
        };
        return Setup(layout, service, customers / rates.Sum() / 0.9) with { Loads = [.. rates.Select((rate, k) => Poisson($"class{k}", rate))] };
    }

    /// <summary>Two servers in a row.</summary>
    public static SimulationSetup InARow(ServiceLaw service, double load, long customers)
    {
        LayoutTask[] tasks = [Task(0, "row", [1]), Task(1, "row", []) with { IsRoot = false }];
        var application = new Application(
            "row",
            "two in a row",
            new Objectives(1000, 1),
            OperatorUse.None,
            OperatorUse.None,
            [.. tasks.Select(t => new ApplicationTask(t.Name, OperatorUse.None, [new Variant($"v{t.Index}", string.Empty, [], 1)], SkipAccuracy: null))],
            [new Edge(tasks[0].Name, tasks[1].Name, 1, new Dictionary<string, double>())],
            evaluation: null);
        var layout = new Layout(tasks, [Server(0, task: 0), Server(1, task: 1)]);
        return Setup(layout, service, customers * service.Mean / load / 0.9, application) with { Loads = [Poisson("row", load / service.Mean)] };
    }

    private static SimulationSetup Setup(Layout layout, ServiceLaw service, double seconds, Application? application = null) => new()
    {
        Layout = layout,
        Policies = new PolicyChoice { Dispatch = "fifs", Admission = "every", Drop = "never", QueueLimit = int.MaxValue },
        Loads = [],
        Service = service,
        FanOutMeans = application is null ? FanOutMeans.None(layout) : new FanOutMeans(layout, [application]),
        Duration = TimeSpan.FromSeconds(seconds),
        WarmUp = TimeSpan.FromSeconds(seconds / 10),
    };

    private static SimulatedLoad Poisson(string application, double rate) => new(application, TimeSpan.FromDays(1), stream => new PoissonArrivals().Start(rate, stream));

    private static LayoutTask Task(int index, string application, int[] children) => new(index, application, $"serve{index}", IsRoot: true, children, 1, TimeSpan.Zero);

    private static Segment Server(int index, int task, int processes = 1) =>
        new(index, $"s{index}", [task], 1, processes, 1, new BatchLatency([(1, TimeSpan.FromMilliseconds(10))], 1));
}
