using System.Diagnostics;
using Tangram.Control.Transitions;

namespace Tangram.Control.Tests.Transitions;

/// <summary>How long it takes to order steps; run only when asked for.</summary>
public sealed class TransitionReport(ITestOutputHelper output)
{
    [Theory(Explicit = true)]
    [InlineData("a100-80gb", 100)]
    [InlineData("a100-80gb=2", 100)]
    [InlineData("a100-80gb=3", 100)]
    [InlineData("a100-80gb=4", 40)]
    [InlineData("a100-80gb=12", 6)]
    [InlineData("a100-80gb=40", 4)]
    [InlineData("cpu=2", 100)]
    public void Times(string devices, int count)
    {
        var inventory = Fleets.Get(devices);
        var plans = Enumerable.Range(0, count).Select(seed => new PlanGenerator(inventory, seed).Make(1)[0]).ToList();
        var times = new List<double>();
        foreach (var (before, target) in plans.SelectMany(b => plans.Select(t => (b, t))))
        {
            var from = Stopwatch.GetTimestamp();
            TransitionPlanner.Plan(inventory, before, target, Fleets.AsPlanned, Fleets.Times);
            times.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
        }

        times.Sort();
        output.WriteLine($"{devices}: {times.Count} pairs, median {times[times.Count / 2]:0.000} ms, p99 {times[times.Count * 99 / 100]:0.000} ms, longest {times[^1]:0.0} ms");
    }
}
