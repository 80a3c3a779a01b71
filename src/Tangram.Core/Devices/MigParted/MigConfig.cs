namespace Tangram.Core.Devices.MigParted;

/// <summary>A named layout of the GPUs of a node, as NVIDIA's MIG partition editor has them in its files.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Rules">What which GPUs are cut into; GPUs that none is for stay as they are.</param>
public sealed record MigConfig(string Name, IReadOnlyList<MigRule> Rules);
