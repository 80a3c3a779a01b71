using Tangram.Core.Devices;

namespace Tangram.Planning.Tests.Problems;

/// <summary>CPUs of few slices: whole cores by two seeds of three, parts of cores by the third.</summary>
internal static class RandomCpu
{
    /// <summary>A CPU of so many slices.</summary>
    public static DeviceModel Of(int slices, int seed)
    {
        var perCore = seed % 3 > 0 ? 1 : slices % 4 == 0 && seed % 2 == 0 ? 4 : slices % 2 == 0 ? 2 : 1;
        return CpuDevice.Model(slices / perCore, 2048, perCore);
    }
}
