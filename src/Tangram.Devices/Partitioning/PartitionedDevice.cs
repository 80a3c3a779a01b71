using Tangram.Core.Devices;

namespace Tangram.Devices.Partitioning;

/// <summary>A device of this machine that can be cut.</summary>
/// <param name="Number">As plans number it, from 0.</param>
/// <param name="Identity">What tells it from all others, such as a GPU's UUID.</param>
/// <param name="Model">What it lets itself be cut into.</param>
public sealed record PartitionedDevice(int Number, string Identity, DeviceModel Model);
