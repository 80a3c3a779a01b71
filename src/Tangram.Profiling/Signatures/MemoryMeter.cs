using System.Diagnostics;
using System.Numerics;
using System.Runtime.InteropServices;
using Tangram.Core.Profiles;
using Tangram.Devices.Cpu;

namespace Tangram.Profiling.Signatures;

/// <summary>Measures the memory bandwidth of this machine, as STREAM's triad does: a = b + s·c on arrays that no cache holds.</summary>
/// <remarks>[R] after McCalpin's STREAM: 24 bytes an element, the best of several passes. All cores at once, each on arrays of its own.</remarks>
public static class MemoryMeter
{
    private const int Passes = 16;
    private const double UnknownCacheMiB = 32;
    private const double MostMiB = 512;

    /// <summary>Measures; takes a fraction of a second.</summary>
    /// <param name="cores">Cores this process may use; at least one.</param>
    public static MemorySystem Measure(IReadOnlyList<int> cores)
    {
        ArgumentNullException.ThrowIfNull(cores);
        var (cache, own) = CoreCaches.SizesMiB(cores[0]);

        // Arrays four times as large as the cache are what STREAM asks for.
        var length = (int)(Math.Min(4 * (cache ?? UnknownCacheMiB), MostMiB) * 1048576 / cores.Count / (3 * sizeof(double)));
        var bytes = (double)length * cores.Count * 3 * sizeof(double);
        return new MemorySystem(Math.Round(bytes / Fastest(cores, length).TotalSeconds / 1e9, 3), cache, own);
    }

    private static TimeSpan Fastest(IReadOnlyList<int> cores, int length)
    {
        var (best, begun) = (TimeSpan.MaxValue, Stopwatch.GetTimestamp());
        using var barrier = new Barrier(cores.Count, reached =>
        {
            // The first phase ends when all arrays are there, the next ones each end a pass.
            var elapsed = Stopwatch.GetElapsedTime(begun);
            best = reached.CurrentPhaseNumber > 0 && elapsed < best ? elapsed : best;
            begun = Stopwatch.GetTimestamp();
        });
        var threads = cores.Select(core => new Thread(() => CpuAffinity.RunPinned([core], () => Run(barrier, length)))).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
        return best;
    }

    private static bool Run(Barrier barrier, int length)
    {
        var (a, b, c) = (new double[length], new double[length], new double[length]);
        Array.Fill(a, 0.5);
        Array.Fill(b, 1);
        Array.Fill(c, 2);
        barrier.SignalAndWait();
        for (var pass = 0; pass < Passes; pass++)
        {
            Triad(a, b, c);
            barrier.SignalAndWait();
        }

        return true;
    }

    private static void Triad(double[] a, double[] b, double[] c)
    {
        var to = MemoryMarshal.Cast<double, Vector<double>>(a.AsSpan());
        var left = MemoryMarshal.Cast<double, Vector<double>>(b.AsSpan());
        var right = MemoryMarshal.Cast<double, Vector<double>>(c.AsSpan());
        var factor = new Vector<double>(3);
        for (var i = 0; i < to.Length; i++)
        {
            to[i] = left[i] + (factor * right[i]);
        }
    }
}
