using System.Globalization;

namespace Tangram.Scenarios.Serving;

/// <summary>The machine's time that went to programs that are not this one's, from when it is made.</summary>
internal sealed class OtherPrograms
{
    private readonly (double Busy, double All) _before = Machine();
    private readonly double _ownBefore = ProcessTree.CoreSeconds(Environment.ProcessId);

    /// <summary>Their share of what all cores could do since then, from 0 to 1; what a virtual machine's host took counts as well.</summary>
    public double Share()
    {
        var (busy, all) = Machine();
        var own = ProcessTree.CoreSeconds(Environment.ProcessId) - _ownBefore;
        return all > _before.All ? Math.Clamp((busy - _before.Busy - own) / (all - _before.All), 0, 1) : 0;
    }

    private static (double Busy, double All) Machine()
    {
        // user, nice, system, idle, iowait, irq, softirq, steal; guests are part of user.
        var seconds = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..9]
            .Select(ticks => double.Parse(ticks, CultureInfo.InvariantCulture) / ProcessTree.TicksPerSecond).ToArray();
        return (seconds.Sum() - seconds[3] - seconds[4], seconds.Sum());
    }
}
