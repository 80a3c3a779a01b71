using Tangram.Cli.Files;
using Tangram.Core.Devices;
using Tangram.Core.Files;
using Tangram.Core.Profiles;
using Tangram.Devices.Cpu;
using Tangram.Devices.Partitioning;
using Tangram.Profiling;
using Tangram.Profiling.Devices;

namespace Tangram.Cli.Serving;

/// <summary>The cores that a command uses of this machine.</summary>
/// <param name="cores">The cores.</param>
/// <param name="slicesPerCore">Slices of each; null where the user does not say, which is as a given profile was measured, else 1.</param>
internal sealed class CpuUse(IReadOnlyList<int> cores, int? slicesPerCore = null) : DeviceUse
{
    private CpuPartitioner? _partitioner;

    /// <inheritdoc/>
    public override int PerCore => slicesPerCore ?? 1;

    /// <inheritdoc/>
    public override DeviceModel Device => MachineDescription.Cpu(cores.Count, PerCore);

    /// <inheritdoc/>
    public override int Devices => 1;

    /// <inheritdoc/>
    public override string Machine => MachineDescription.Line;

    /// <inheritdoc/>
    public override IReadOnlyList<int> WorkerCores => cores;

    /// <inheritdoc/>
    public override string ProfileFileOf(string application) => ProfileFile.DefaultPath(application, cores.Count, PerCore);

    /// <inheritdoc/>
    public override void RequireOf(ProfileTable profile)
    {
        if (!string.Equals(profile.Device, CpuDevice.Name, StringComparison.Ordinal))
        {
            throw new InvalidFileException($"the profile was measured on a device '{profile.Device}', but cores are to be used: run 'tangram profile', or choose GPUs with --gpus");
        }

        if (profile.Slices != cores.Count * profile.SlicesPerCore)
        {
            throw new InvalidFileException($"the profile was measured on {profile.Slices / profile.SlicesPerCore} cores, but {cores.Count} are to be used: run 'tangram profile', or choose with --cores");
        }

        if (slicesPerCore is { } wanted && wanted != profile.SlicesPerCore)
        {
            throw new InvalidFileException($"the profile was measured with --slices-per-core {profile.SlicesPerCore}, not {wanted}: leave --slices-per-core out, or run 'tangram profile' with it");
        }
    }

    /// <inheritdoc/>
    public override IMeasuredDevice Measured() => new MeasuredCores(Device, cores);

    /// <inheritdoc/>
    public override IPartitioner? Partition(ProfileTable profile, bool isControlled)
    {
        if (!isControlled)
        {
            return null;
        }

        try
        {
            return _partitioner = new CpuPartitioner(cores, MachineDescription.MemoryMiB, profile.SlicesPerCore);
        }
        catch (PartitioningException fault)
        {
            throw new InvalidFileException($"{fault.Message}; or choose other cores with --cores, or --control off", fault);
        }
    }

    /// <inheritdoc/>
    public override void Dispose() => _partitioner?.Dispose();
}
