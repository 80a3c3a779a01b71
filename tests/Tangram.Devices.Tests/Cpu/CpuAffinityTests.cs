using System.Globalization;
using Tangram.Devices.Cpu;

namespace Tangram.Devices.Tests.Cpu;

public sealed class CpuAffinityTests
{
    [Fact]
    public void The_cores_of_the_process_are_those_the_kernel_lists()
    {
        var listed = File.ReadLines("/proc/self/status").First(line => line.StartsWith("Cpus_allowed_list:", StringComparison.Ordinal)).Split(':')[1];
        var cores = listed.Split(',').SelectMany(range => range.Split('-') is [var first, var last]
            ? Enumerable.Range(Number(first), Number(last) - Number(first) + 1)
            : [Number(range)]);

        Assert.Equal(cores, CpuAffinity.ProcessCores);
    }

    [Fact]
    public void The_calling_thread_is_pinned_during_the_action_and_only_then()
    {
        var core = CpuAffinity.ProcessCores[^1];
        var before = Allowed();

        var during = CpuAffinity.RunPinned([core], Allowed);

        Assert.Equal($"{core}", during);
        Assert.Equal(before, Allowed());
    }

    [Fact]
    public void No_core_at_all_is_refused()
    {
        Assert.Throws<ArgumentException>(() => CpuAffinity.RunPinned([], () => 0));
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static string Allowed() =>
        File.ReadLines("/proc/thread-self/status").First(line => line.StartsWith("Cpus_allowed_list:", StringComparison.Ordinal)).Split(':')[1].Trim();
}
