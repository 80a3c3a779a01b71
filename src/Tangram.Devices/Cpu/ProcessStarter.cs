using System.Collections.Concurrent;
using System.Diagnostics;

namespace Tangram.Devices.Cpu;

/// <summary>The one thread that starts worker processes.</summary>
/// <remarks>
/// A child inherits the affinity of the thread that starts it, so the thread pins itself first. It must also outlive
/// its children: the kernel's parent-death signal, which workers ask for, is sent when the starting <em>thread</em> ends.
/// </remarks>
internal static class ProcessStarter
{
    private static readonly BlockingCollection<Action> Work = StartThread();

    /// <summary>Starts a process that may run on <paramref name="cores"/> only; on any core where there are none.</summary>
    public static Task<Process> StartAsync(ProcessStartInfo start, IReadOnlyList<int> cores)
    {
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        Work.Add(() =>
        {
            try
            {
                started.SetResult(cores.Count == 0 ? Start(start) : CpuAffinity.RunPinned(cores, () => Start(start)));
            }
            catch (Exception e)
            {
                started.SetException(e);
            }
        });
        return started.Task;
    }

    private static Process Start(ProcessStartInfo start) =>
        Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start");

    private static BlockingCollection<Action> StartThread()
    {
        var work = new BlockingCollection<Action>();
        var thread = new Thread(() =>
        {
            foreach (var action in work.GetConsumingEnumerable())
            {
                action();
            }
        })
        {
            IsBackground = true,
            Name = "tangram process starter",
        };
        thread.Start();
        return work;
    }
}
