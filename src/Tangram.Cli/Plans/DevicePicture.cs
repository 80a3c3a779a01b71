using System.Globalization;
using Spectre.Console;
using Tangram.Core.Devices;
using Tangram.Core.Plans;

namespace Tangram.Cli.Plans;

/// <summary>Draws what lies where on each device, in text.</summary>
internal static class DevicePicture
{
    private const string Taken = "■";
    private const string Free = "□";

    /// <summary>Draws every device of the plan, one line for each stretch of slices.</summary>
    public static void Write(IAnsiConsole console, Plan plan)
    {
        var instances = plan.Instances.ToDictionary(i => i.Id, StringComparer.Ordinal);
        foreach (var device in plan.Placements.GroupBy(p => p.Device).OrderBy(d => d.Key))
        {
            console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{instances[device.First().Instance].DeviceModel} {device.Key}"));
            var next = 0;
            foreach (var placement in device.OrderBy(p => p.Start))
            {
                WriteStretch(console, next, placement.Start - next, Free, "free");
                var instance = instances[placement.Instance];
                WriteStretch(console, placement.Start, placement.MemorySlices, Taken, $"{instance.Id}: {instance.Variant}, batch {instance.Batch.ToString(CultureInfo.InvariantCulture)}");
                next = placement.Start + placement.MemorySlices;
            }

            // How many memory slices a GPU has, the plan does not say; those of a CPU are its compute slices.
            WriteStretch(console, next, IsCpu(plan) ? (int)plan.SlicesAvailable - next : 0, Free, "free");
        }
    }

    private static bool IsCpu(Plan plan) => plan.Pools is [{ Model: CpuDevice.Name, Available: 1 }];

    private static void WriteStretch(IAnsiConsole console, int start, int slices, string mark, string label)
    {
        if (slices <= 0)
        {
            return;
        }

        var range = slices == 1 ? start.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{start}-{start + slices - 1}");
        console.WriteLine($"  {range,-7} {string.Concat(Enumerable.Repeat(mark, slices))} {label}");
    }
}
