using System.Diagnostics;
using System.Globalization;

namespace Tangram.Profiling.Colocations;

/// <summary>How much of some cores' time goes to what is not ours, from when it is made: what others do there disturbs what is measured.</summary>
internal sealed class OthersUse
{
    private const string Statistics = "/proc/stat";

    // The kernel tells these in hundredths of a second, whatever its own clock.
    private const double TicksPerSecond = 100;
    private readonly IReadOnlyList<int> _cores;
    private readonly IReadOnlyList<int> _own;
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly double _busyBefore;
    private readonly double _ownBefore;

    /// <summary>Begins to watch.</summary>
    /// <param name="cores">The cores; at least one.</param>
    /// <param name="processes">Ids of processes that are ours, beside this one; they live as long as it is asked.</param>
    public OthersUse(IReadOnlyList<int> cores, IEnumerable<int> processes)
    {
        _cores = cores;
        _own = [Environment.ProcessId, .. processes];
        _busyBefore = Busy();
        _ownBefore = Own();
    }

    /// <summary>The share of the cores' time since then that went to others, from 0 to 1; null where the system does not tell.</summary>
    public double? Share()
    {
        if (!File.Exists(Statistics))
        {
            return null;
        }

        var time = Stopwatch.GetElapsedTime(_started).TotalSeconds * _cores.Count;
        return Math.Round(Math.Clamp((Busy() - _busyBefore - (Own() - _ownBefore)) / time, 0, 1), 3);
    }

    /// <summary>Seconds for which cores were not idle, from the kernel's statistics; time that the host of a virtual machine took counts as well.</summary>
    internal static double BusySeconds(IEnumerable<string> lines, IReadOnlyList<int> cores)
    {
        var names = cores.Select(c => FormattableString.Invariant($"cpu{c}")).ToHashSet(StringComparer.Ordinal);
        return lines.Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(parts => parts.Length > 8 && names.Contains(parts[0]))

            // user, nice, system, idle, iowait, irq, softirq, steal; guests are part of user.
            .Sum(parts => parts[1..9].Where((_, i) => i is not (3 or 4)).Sum(ticks => double.Parse(ticks, CultureInfo.InvariantCulture)) / TicksPerSecond);
    }

    private double Busy() => File.Exists(Statistics) ? BusySeconds(File.ReadLines(Statistics), _cores) : 0;

    private double Own() => _own.Sum(id =>
    {
        using var process = Process.GetProcessById(id);
        return process.TotalProcessorTime.TotalSeconds;
    });
}
