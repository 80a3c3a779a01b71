using System.Globalization;
using Tangram.Cli.Exports;
using Tangram.Core.Devices;
using Tangram.Core.Devices.MigParted;
using Tangram.Core.Plans;
using Tangram.Devices.Nvidia;

namespace Tangram.Cli.Cuts;

/// <summary>Finds the GPUs of this machine that a file or a plan speaks of.</summary>
internal static class WantedLayout
{
    /// <summary>What a configuration of mig-parted wants, by GPU; GPUs it does not name are not among them.</summary>
    /// <exception cref="FormatException">It names a GPU that is not here, or one twice.</exception>
    public static IReadOnlyList<WantedGpu> Of(MigConfig config, IReadOnlyList<NvidiaGpu> gpus)
    {
        if (config.Rules.SelectMany(r => r.Gpus ?? []).Where(g => g >= gpus.Count).Select(g => (int?)g).FirstOrDefault() is { } missing)
        {
            throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"configuration '{config.Name}' names GPU {missing}, and here are {gpus.Count}, counted from 0"));
        }

        var wanted = new List<WantedGpu>();
        foreach (var gpu in gpus)
        {
            var rules = config.Rules.Where(r => r.IsFor(gpu.Index, gpu.PciDeviceId)).ToList();
            if (rules.Count > 1)
            {
                throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"configuration '{config.Name}' has {rules.Count} entries for {gpu.Called}; one is right"));
            }

            wanted.AddRange(rules.Select(r => new WantedGpu(gpu, r.IsEnabled, r.Counts, Places: null)));
        }

        return wanted;
    }

    /// <summary>What a plan wants, by GPU, with its places; GPUs it does not use are not among them.</summary>
    /// <exception cref="FormatException">It is not for GPUs, or for more than there are here.</exception>
    public static IReadOnlyList<WantedGpu> Of(Plan plan, IReadOnlyList<NvidiaGpu> gpus)
    {
        if (plan.Instances.Any(i => string.Equals(i.DeviceModel, CpuDevice.Name, StringComparison.Ordinal)))
        {
            throw new FormatException($"--plan: the plan is for '{CpuDevice.Name}', whose segments the server cuts by itself when it starts");
        }

        return [.. ExportedDevice.Of(plan).Select(Wanted)];

        WantedGpu Wanted(ExportedDevice device)
        {
            var ofModel = gpus.Where(g => string.Equals(g.Model?.Name, device.Model, StringComparison.Ordinal)).ToList();
            return device.Index < ofModel.Count
                ? new WantedGpu(ofModel[device.Index], IsEnabled: true, device.Segments.CountBy(s => s.Profile, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal), device.Segments)
                : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"--plan: the plan cuts at least {device.Index + 1} devices of model {device.Model}, and here are {ofModel.Count}"));
        }
    }
}
