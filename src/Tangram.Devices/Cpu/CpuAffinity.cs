using System.Globalization;
using System.Runtime.InteropServices;

namespace Tangram.Devices.Cpu;

/// <summary>Which cores this process and its threads may run on. Linux only.</summary>
public static partial class CpuAffinity
{
    private const int MaxCores = 1024;
    private const int BitsPerWord = 64;

    /// <summary>The cores this process may use, in ascending order.</summary>
    /// <remarks>Those of its first thread: a container or <c>taskset</c> limits it, and <see cref="RunPinned"/> does not.</remarks>
    public static IReadOnlyList<int> ProcessCores => Read(Environment.ProcessId);

    /// <summary>Runs <paramref name="action"/> with the calling thread pinned; threads and processes it starts inherit that.</summary>
    /// <param name="cores">Cores this process may use; at least one.</param>
    /// <param name="action">Runs on the calling thread; must not await.</param>
    /// <exception cref="ArgumentException">There are no cores, or this process may not use one of them.</exception>
    public static T RunPinned<T>(IReadOnlyList<int> cores, Func<T> action)
    {
        ArgumentNullException.ThrowIfNull(cores);
        ArgumentNullException.ThrowIfNull(action);
        RequireUsable(cores);
        var before = Read(thread: 0);
        Write(cores);
        try
        {
            return action();
        }
        finally
        {
            Write(before);
        }
    }

    /// <summary>Checks that this process may use all of <paramref name="cores"/> and that there is at least one.</summary>
    /// <exception cref="ArgumentException">It may not; the message names the cores it may use.</exception>
    public static void RequireUsable(IReadOnlyList<int> cores)
    {
        ArgumentNullException.ThrowIfNull(cores);
        var usable = ProcessCores;
        if (cores.Count == 0 || cores.Except(usable).Any())
        {
            throw new ArgumentException($"cores [{string.Join(",", cores)}] cannot be pinned to; this process may use [{string.Join(",", usable)}]", nameof(cores));
        }
    }

    private static int[] Read(int thread)
    {
        Span<ulong> mask = stackalloc ulong[MaxCores / BitsPerWord];
        if (GetAffinity(thread, (nuint)(mask.Length * sizeof(ulong)), mask) < 0)
        {
            throw Failed("sched_getaffinity");
        }

        var cores = new List<int>();
        for (var core = 0; core < MaxCores; core++)
        {
            if ((mask[core / BitsPerWord] >> (core % BitsPerWord) & 1) != 0)
            {
                cores.Add(core);
            }
        }

        return [.. cores];
    }

    private static void Write(IReadOnlyList<int> cores)
    {
        Span<ulong> mask = stackalloc ulong[MaxCores / BitsPerWord];
        mask.Clear();
        foreach (var core in cores)
        {
            mask[core / BitsPerWord] |= 1UL << (core % BitsPerWord);
        }

        if (SetAffinity(0, (nuint)(mask.Length * sizeof(ulong)), mask) < 0)
        {
            throw Failed("sched_setaffinity");
        }
    }

    private static InvalidOperationException Failed(string call) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{call} failed with error {Marshal.GetLastPInvokeError()}: {Marshal.GetLastPInvokeErrorMessage()}"));

    [LibraryImport("libc", EntryPoint = "sched_getaffinity", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GetAffinity(int thread, nuint bytes, Span<ulong> mask);

    [LibraryImport("libc", EntryPoint = "sched_setaffinity", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetAffinity(int thread, nuint bytes, ReadOnlySpan<ulong> mask);
}
