using Tangram.Scheduling;
using Tangram.Simulation;
using Tangram.Simulation.Arrivals.Patterns;
using Tangram.Simulation.FanOuts;
using Tangram.Simulation.Randomness;
using Tangram.Simulation.Service;

namespace Tangram.Scenarios.Simulating;

/// <summary>A queue of textbooks.</summary>
internal static class SimulatedQueues
{
    /// <summary>M/M/c with a mean service time of 10 ms, first come first served.</summary>
    public static SimulationSetup MultiServer(int servers, double load, long customers)
    {
        var mean = TimeSpan.FromMilliseconds(10);
        var rate = load * servers / mean.TotalSeconds;
        var segment = new Segment(0, "queue", [0], 1, servers, 1, new BatchLatency([(1, mean)], 1));
        var layout = new Layout([new LayoutTask(0, "queue", "serve", IsRoot: true, [], 1, TimeSpan.Zero)], [segment]);
        return new SimulationSetup
        {
            Layout = layout,
            Policies = new PolicyChoice { Admission = "every", Drop = "never", QueueLimit = int.MaxValue },
            Loads = [new SimulatedLoad("queue", TimeSpan.FromSeconds(1), stream => new PoissonArrivals().Start(rate, stream))],
            Service = new Exponential(mean),
            FanOutMeans = FanOutMeans.None(layout),
            Duration = TimeSpan.FromSeconds(customers / rate),
        };
    }

    private sealed class Exponential(TimeSpan mean) : IServiceTimes
    {
        public TimeSpan Draw(Segment segment, int items, RandomStream stream) => new(Math.Max(1, (long)stream.Exponential(mean.Ticks)));
    }
}
