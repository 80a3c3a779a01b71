using Tangram.Cli.Files;
using Tangram.Cli.Serving;
using Tangram.Core.Profiles;
using Tangram.Devices.Cpu;
using Tangram.Profiling;
using Tangram.Profiling.Devices;

namespace Tangram.EndToEnd.Tests;

/// <summary>What a glance shows of this machine with the OCR example, taken once for all tests that need one.</summary>
internal static class GlancedProfile
{
    // As short as a look can be.
    private static readonly ProfileEffort Effort = ProfileEffort.Glance with { MinRuns = 1, MaxRuns = 1, OperatorItems = 1 };

    /// <summary>Cores cut into halves; null before the first test asked.</summary>
    public static ProfileTable? OfHalfCores { get; private set; }

    /// <summary>Cores cut into halves.</summary>
    public static async Task<ProfileTable> OfHalfCoresAsync() => OfHalfCores ??= await LookAsync();

    /// <summary>One core cut into halves.</summary>
    public static async Task<ProfileTable> OfOneCutCoreAsync() => await OfHalfCoresAsync() with { Slices = 2 };

    /// <summary>Whole cores, which were measured beside their halves and have no neighbours either.</summary>
    public static async Task<ProfileTable> OfWholeCoresAsync()
    {
        var halves = await OfHalfCoresAsync();
        return halves with { Slices = halves.Slices / 2, SlicesPerCore = 1, Entries = [.. halves.Entries.Where(e => e.Profile == "1c")] };
    }

    // What a glance at a busy machine makes of its speed may allow no plan at all; another look does.
    private static async Task<ProfileTable> LookAsync()
    {
        var (application, cores) = (ApplicationFile.Load(ExampleApplication.Path), CpuAffinity.ProcessCores);
        for (var look = 1; ; look++)
        {
            var profile = await new Profiler(application, new MeasuredCores(MachineDescription.Cpu(cores.Count, slicesPerCore: 2), cores), Effort)
                .MeasureAsync(null, _ => { }, new Progress<WorkStep>(), TestContext.Current.CancellationToken);
            try
            {
                ServingPlan.Make(application, profile, new ServedDemand(RequestsPerSecond: null, Reserve: 0.35), TestContext.Current.CancellationToken);
                return profile;
            }
            catch (InfeasibleException) when (look < 4)
            {
                // Once more.
            }
        }
    }
}
