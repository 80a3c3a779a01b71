using System.Globalization;
using Tangram.Core.Applications;
using Tangram.Core.Files;

namespace Tangram.Core.Devices;

/// <summary>Reads <c>inventory.yaml</c>, version 1, strictly, and the short form <c>NAME[=COUNT]</c> of the command line.</summary>
public static class InventoryParser
{
    private const int MostDevices = 1_000_000;
    private const int MostCores = 1024;

    /// <summary>Reads an inventory.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="file">What the user calls the file; for messages.</param>
    /// <param name="cpu">Describes a CPU of so many cores; null for as many as there are.</param>
    /// <exception cref="InvalidFileException">The file is not as it should be; holds every fault.</exception>
    public static Inventory Parse(string text, string file, Func<int?, DeviceModel> cpu)
    {
        ArgumentNullException.ThrowIfNull(cpu);
        var faults = new List<Fault>();
        var top = YamlText.Open(text, file, faults);
        var pools = new List<DevicePool>();
        foreach (var section in top.Sections("devices", required: true))
        {
            if (ReadPool(section, cpu) is { } pool)
            {
                RefuseTwice(section, pools, pool);
                pools.Add(pool);
            }
        }

        top.RefuseTheRest();
        return faults.Count == 0 ? new Inventory(pools) : throw new InvalidFileException(file, faults);
    }

    /// <summary>Reads <c>NAME</c> or <c>NAME=COUNT</c>, such as <c>a100-80gb=40</c>; one device unless a count is given.</summary>
    /// <param name="text">The text.</param>
    /// <param name="cpu">Describes a CPU of so many cores; null for as many as there are.</param>
    /// <exception cref="FormatException">The name is not known, or the count no whole number of at least 1.</exception>
    public static DevicePool ParseDevice(string text, Func<int?, DeviceModel> cpu)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(cpu);
        var (name, count) = text.IndexOf('=', StringComparison.Ordinal) is >= 0 and var at ? (text[..at], text[(at + 1)..]) : (text, "1");
        var model = Find(name, null, cpu) ?? throw new FormatException($"'{text}': {DeviceCatalog.Unknown(name)}");
        return int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var devices) && devices is >= 1 and <= MostDevices
            ? new DevicePool(model, devices)
            : throw new FormatException($"'{text}': '{count}' is not a whole number from 1 to {MostDevices}; write NAME or NAME=COUNT, such as {name}=4");
    }

    /// <summary>Reads several devices in the short form, at least one.</summary>
    /// <param name="texts">The texts, such as <c>a100-80gb=40</c> and <c>a30-24gb</c>.</param>
    /// <param name="cpu">Describes a CPU of so many cores; null for as many as there are.</param>
    /// <exception cref="FormatException">A text is not as <see cref="ParseDevice"/> wants it, or names a model for the second time.</exception>
    public static Inventory ParseDevices(IEnumerable<string> texts, Func<int?, DeviceModel> cpu)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var pools = texts.Select(text => ParseDevice(text, cpu)).ToList();
        return pools.GroupBy(p => p.Model.Name, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice
            ? throw new FormatException($"'{twice.Key}' is there twice; give each device once, with its count, such as {twice.Key}={twice.Sum(p => p.Count)}")
            : new Inventory(pools);
    }

    private static DevicePool? ReadPool(YamlSection section, Func<int?, DeviceModel> cpu)
    {
        var name = section.Text("model");
        var count = section.OptionalWholeNumber("count", 1, MostDevices) ?? 1;
        var cores = section.OptionalWholeNumber("cores", 1, MostCores);
        if (cores is not null && !string.Equals(name, CpuDevice.Name, StringComparison.Ordinal))
        {
            section.Refuse("cores", $"is for '{CpuDevice.Name}' only; leave it out");
        }

        section.RefuseTheRest();
        if (Find(name, cores, cpu) is { } model)
        {
            return new DevicePool(model, count);
        }

        if (name.Length > 0)
        {
            section.Refuse("model", DeviceCatalog.Unknown(name));
        }

        return null;
    }

    private static DeviceModel? Find(string name, int? cores, Func<int?, DeviceModel> cpu) =>
        string.Equals(name, CpuDevice.Name, StringComparison.Ordinal) ? cpu(cores) : DeviceCatalog.Find(name);

    private static void RefuseTwice(YamlSection section, List<DevicePool> pools, DevicePool pool)
    {
        if (pools.Exists(p => string.Equals(p.Model.Name, pool.Model.Name, StringComparison.Ordinal)))
        {
            section.Refuse("model", $"'{pool.Model.Name}' is there twice; give each device once, with its count");
        }
    }
}
