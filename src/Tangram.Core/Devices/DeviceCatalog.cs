namespace Tangram.Core.Devices;

/// <summary>The device models that are known by name: one embedded file for each GPU, and the CPU, which is as the machine is.</summary>
public static class DeviceCatalog
{
    private const string Folder = "Devices/";

    private static readonly Lazy<IReadOnlyList<DeviceModel>> Read = new(() =>
        [.. typeof(DeviceCatalog).Assembly.GetManifestResourceNames().Where(n => n.StartsWith(Folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(Load)]);

    /// <summary>The GPU models, by name. The same instances each time, so that what is worked out for a model is kept.</summary>
    public static IReadOnlyList<DeviceModel> Gpus => Read.Value;

    /// <summary>The names users may write: the GPUs', and <c>cpu</c>.</summary>
    public static IReadOnlyList<string> Names => [.. Gpus.Select(g => g.Name).Append(CpuDevice.Name).Order(StringComparer.Ordinal)];

    /// <summary>The GPU model called <paramref name="name"/>, or null; <c>cpu</c> is none.</summary>
    public static DeviceModel? Find(string name) => Gpus.FirstOrDefault(g => string.Equals(g.Name, name, StringComparison.Ordinal));

    /// <summary>What to say of a name that is not known, with those that are.</summary>
    public static string Unknown(string name) => $"no device is called '{name}'; known: {string.Join(", ", Names)}";

    private static DeviceModel Load(string resource)
    {
        using var reader = new StreamReader(typeof(DeviceCatalog).Assembly.GetManifestResourceStream(resource)!);
        return DeviceFileParser.Parse(reader.ReadToEnd(), resource);
    }
}
