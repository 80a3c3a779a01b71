using Tangram.Core.Devices;
using Tangram.Core.Files;

namespace Tangram.Cli.Gpus;

/// <summary>What <c>tangram gpus --json</c> writes.</summary>
/// <param name="Version">The format's version, 1.</param>
/// <param name="Devices">The devices asked for.</param>
internal sealed record GpuList(int Version, IReadOnlyList<GpuDescription> Devices) : IVersioned
{
    public static GpuList Of(IEnumerable<DeviceModel> devices) => new(JsonFile.Version, [.. devices.Select(GpuDescription.Of)]);
}
