using Tangram.Devices.Cpu;
using Tangram.Profiling.Colocations;

namespace Tangram.Profiling.Tests.Colocations;

public sealed class OthersUseTests
{
    [Fact]
    public void All_but_idle_and_waiting_time_is_busy_on_the_cores_asked_for()
    {
        string[] lines = ["cpu  9 9 9 9 9 9 9 9 0 0", "cpu0 100 20 3 5000 700 4 5 6 0 0", "cpu1 1000 0 0 5000 0 0 0 0 0 0", "cpu10 7777 0 0 0 0 0 0 0 0 0", "intr 1 2 3"];

        Assert.Equal(1.38, OthersUse.BusySeconds(lines, [0]), 1e-9);
        Assert.Equal(11.38, OthersUse.BusySeconds(lines, [0, 1]), 1e-9);
    }

    [Fact]
    public void What_others_take_is_a_share()
    {
        var use = new OthersUse(CpuAffinity.ProcessCores, []);

        Assert.InRange(use.Share() ?? 0, 0, 1);
    }
}
