using Tangram.Core.Devices;
using Tangram.Core.Files;
using Tangram.Core.Plans;

namespace Tangram.Cli.Exports;

/// <summary>A device that a plan cuts, as the tools of its node see it.</summary>
/// <param name="Model">Its model's name.</param>
/// <param name="Index">Its number on its node: counted from 0 among the devices of its model.</param>
/// <param name="Segments">Name and start of its partition profiles, the largest first, then by start.</param>
internal sealed record ExportedDevice(string Model, int Index, IReadOnlyList<(string Profile, int Start)> Segments)
{
    /// <summary>The devices that a plan cuts, by pool and number.</summary>
    /// <exception cref="FormatException">A device is not a GPU, which no other tool cuts.</exception>
    public static IReadOnlyList<ExportedDevice> Of(Plan plan)
    {
        if (plan.Instances.FirstOrDefault(i => string.Equals(i.DeviceModel, CpuDevice.Name, StringComparison.Ordinal)) is { } instance)
        {
            throw new FormatException($"--export: the plan puts '{instance.Id}' on '{CpuDevice.Name}'; only plans for GPUs can be exported ('tangram gpus' lists them)");
        }

        var instances = plan.Instances.ToDictionary(i => i.Id, StringComparer.Ordinal);
        var first = new Dictionary<string, int>(StringComparer.Ordinal);
        var next = 0;
        foreach (var pool in plan.Pools)
        {
            first.Add(pool.Model, next);
            next += pool.Available;
        }

        return
        [
            .. plan.Placements.GroupBy(p => p.Device).OrderBy(g => g.Key).Select(device =>
            {
                var model = instances[device.First().Instance].DeviceModel;
                return new ExportedDevice(
                    model,
                    device.Key - (first.TryGetValue(model, out var number) ? number : throw new InvalidFileException("plan", [new Fault("pools", $"lack '{model}'")])),
                    [.. device.OrderByDescending(p => p.MemorySlices).ThenBy(p => p.Start).Select(p => (instances[p.Instance].Profile, p.Start))]);
            }),
        ];
    }
}
