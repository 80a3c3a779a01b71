using System.Diagnostics;
using Tangram.Cli.Commands;
using Tangram.Cli.Serving;
using Tangram.Core.Applications;
using Tangram.Core.Profiles;
using Tangram.Profiling;

namespace Tangram.Cli.Demos;

/// <summary>The profile that a demo goes by.</summary>
internal static class DemoProfile
{
    /// <summary>The one kept for this machine, else a quick one; tells which.</summary>
    /// <param name="application">Whose variants.</param>
    /// <param name="use">The cores.</param>
    /// <param name="anew">Whether to measure even if one is kept.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>The profile, and the seconds that it took to measure; 0 where it was kept.</returns>
    public static async Task<(ProfileTable Profile, double Seconds)> FindAsync(Application application, DeviceUse use, bool anew, CancellationToken cancellation)
    {
        if (!anew && ServingPlan.Kept(application, use) is { } kept)
        {
            DemoStory.Kept(kept);
            return (kept, 0);
        }

        var started = Stopwatch.GetTimestamp();
        var file = use.ProfileFileOf(application.Name);
        var profile = await ProfileCommand.MeasureAsync(application, ProfileEffort.Quick, use, file, resume: true, cancellation);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        DemoStory.Profiled(profile, file, seconds);
        return (profile, seconds);
    }
}
