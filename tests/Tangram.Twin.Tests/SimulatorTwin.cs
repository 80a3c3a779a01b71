using Tangram.Scheduling.Logging;
using Tangram.Simulation;
using Tangram.Simulation.FanOuts;
using Tangram.Simulation.Service;

namespace Tangram.Twin.Tests;

/// <summary>Runs a case in the simulator.</summary>
internal static class SimulatorTwin
{
    public static Decided Run(TwinCase twin)
    {
        using var output = new MemoryStream();
        using var log = new DecisionLog(output, LogHeader.Of(twin.Layout, twin.Policies));
        var report = Simulator.Run(new SimulationSetup
        {
            Layout = twin.Layout,
            Policies = twin.Policies,
            Loads = [new SimulatedLoad(twin.Application.Name, twin.Objective, _ => twin.Trace.Start())],
            Service = new ProfiledService([.. twin.Layout.Segments.Select(s => new double[s.MaxBatch])]),
            FanOutMeans = new FanOutMeans(twin.Layout, [twin.Application]),
            FanOut = new FixedFanOut(),
            Duration = twin.Trace.Length,
            Failures = twin.Failures,
            Prediction = twin.Prediction,
            Log = log,
        });
        log.Dispose();
        var figures = report.Applications[0];
        return new Decided(output.ToArray(), figures.InTime + figures.Late, figures.Partial, figures.Dropped, figures.Refused);
    }
}
