using System.Globalization;
using Tangram.Core.Applications;
using Tangram.Core.Catalogs;
using Tangram.Core.Devices;
using Tangram.Core.Profiles;
using Tangram.Planning;

namespace Tangram.Scenarios.Planning;

/// <summary>Planning problems of any size on a made-up profile: the same grid as public A100 measurements have, figures from a formula.</summary>
/// <remarks>
/// A batch of b items takes (2 + b·work / slices^0.85 · share) ms, where n processes share a segment and hide each other's gaps: throughput grows by 15 % with
/// each up to three. Every model has its own work, so that no two tasks are alike. It stands for no real model.
/// </remarks>
internal static class MadeUpFleets
{
    private static readonly int[] Batches = [1, 2, 4, 8, 16, 32, 64, 128];
    private static readonly OperatorUse NoOperator = new(string.Empty, Settings.Empty);

    /// <summary>A problem.</summary>
    /// <param name="applications">Applications, each a chain with a branch.</param>
    /// <param name="tasks">Tasks of each.</param>
    /// <param name="variants">Variants of each task.</param>
    /// <param name="requestsPerSecond">Demand of each application.</param>
    /// <param name="devices">Devices there are.</param>
    /// <param name="batches">How many batch sizes were measured, at most 8.</param>
    public static PlanningProblem Create(int applications, int tasks, int variants, double requestsPerSecond, int devices, int batches = 8)
    {
        var device = DeviceCatalog.Find("a100-80gb") ?? throw new InvalidOperationException("the catalogue has no a100-80gb");
        var asked = Enumerable.Range(0, applications).Select(a => new ApplicationDemand(Application(a, tasks, variants), requestsPerSecond)).ToList();
        var entries = asked.SelectMany(a => a.Application.Tasks).SelectMany((task, t) => task.Variants.SelectMany((v, i) => Entries(v.Name, device, Work(t, i), batches))).ToList();
        var profile = new ProfileTable(1, null, device.Name, device.ComputeSlices, "made up by a formula", "2026-01-01T00:00:00Z", "full", new Dictionary<string, string>(StringComparer.Ordinal), true, entries, [], []);
        return new PlanningProblem(asked, [profile], Inventory.Of(device, devices));
    }

    // Larger variants are better, with less and less gain, and cost more.
    private static double Work(int task, int variant) => (1.1 + (0.37 * (task % 7))) * Math.Pow(1.6, variant);

    private static Application Application(int number, int tasks, int variants)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"app-{number}");
        var nodes = Enumerable.Range(0, tasks).Select(t => new ApplicationTask(
            Task(t), NoOperator, [.. Enumerable.Range(0, variants).Select(v => new Variant(string.Create(CultureInfo.InvariantCulture, $"{name}.{t}.{v}"), string.Empty, [], 1 - (0.08 / (v + 1))))], null)).ToList();
        var edges = Enumerable.Range(1, Math.Max(0, tasks - 1)).Select(t => new Edge(
            Task(t == 2 ? 0 : t - 1), Task(t), 1, Enumerable.Range(0, variants).ToDictionary(v => string.Create(CultureInfo.InvariantCulture, $"{name}.{(t == 2 ? 0 : t - 1)}.{v}"), v => 0.8 + (0.15 * v), StringComparer.Ordinal)));
        return new Application(name, "made up", new Objectives(120 * tasks, 0.93), NoOperator, NoOperator, nodes, [.. edges], null);

        static string Task(int t) => string.Create(CultureInfo.InvariantCulture, $"t{t}");
    }

    private static IEnumerable<ProfileEntry> Entries(string variant, DeviceModel device, double work, int batches) =>
        from profile in device.Profiles
        where !profile.Name.Contains('+', StringComparison.Ordinal)
        from processes in (int[])[1, 2, 3]
        from batch in Batches.Take(batches)
        let alone = 2 + (batch * work / Math.Pow(profile.ComputeSlices, 0.85))
        let rate = batch / alone * 1000 * (1 + (0.15 * (processes - 1)))
        let latency = processes * batch / rate * 1000
        select new ProfileEntry(variant, profile.Name, processes, batch, latency, latency, latency, rate, 0, []);
}
