using Tangram.Cli.Files;
using Tangram.Core.Devices;
using Tangram.Core.Files;
using Tangram.Core.Profiles;
using Tangram.Devices.Nvidia;
using Tangram.Devices.Partitioning;
using Tangram.Profiling;
using Tangram.Profiling.Devices;

namespace Tangram.Cli.Serving;

/// <summary>The GPUs that a command uses of this machine: all of one model, nobody else's while it lasts.</summary>
internal sealed class GpuUse : DeviceUse
{
    private readonly NvidiaPartitioner _partitioner;
    private readonly IReadOnlyList<int> _cores;

    private GpuUse(NvidiaPartitioner partitioner, IReadOnlyList<int> cores) => (_partitioner, _cores) = (partitioner, cores);

    /// <inheritdoc/>
    public override DeviceModel Device => _partitioner.Devices[0].Model;

    /// <inheritdoc/>
    public override int Devices => _partitioner.Devices.Count;

    /// <inheritdoc/>
    public override string Machine => $"{_partitioner.Gpus[0].Name}{(NvidiaPartitioner.Rehearsal is null ? string.Empty : " (rehearsed on the CPU)")}, {MachineDescription.Line}";

    /// <inheritdoc/>
    public override IReadOnlyList<int> WorkerCores => [];

    /// <summary>Takes GPUs, with the user's consent to cut them.</summary>
    /// <param name="gpus">Their indices; null for all that can be cut.</param>
    /// <param name="cores">The cores on which operators run; at least one.</param>
    /// <exception cref="PartitioningException">One cannot be had or cut, or they are of several models.</exception>
    public static GpuUse Open(IReadOnlyList<int>? gpus, IReadOnlyList<int> cores)
    {
        var partitioner = NvidiaPartitioner.Open(new NvidiaOptions { Gpus = gpus, MayCut = true });
        try
        {
            if (partitioner.Gpus.Select(g => g.Obstacle).OfType<string>().FirstOrDefault() is { } obstacle)
            {
                throw new PartitioningException(obstacle);
            }

            var models = partitioner.Gpus.GroupBy(g => g.Model!.Name, StringComparer.Ordinal).Select(g => $"{string.Join(", ", g.Select(gpu => gpu.Called))} ({g.Key})").ToList();
            return models.Count == 1
                ? new GpuUse(partitioner, cores)
                : throw new PartitioningException($"--gpus: GPUs of one model are served at a time; here are {string.Join(" and ", models)}");
        }
        catch
        {
            partitioner.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override string ProfileFileOf(string application) => ProfileFile.PathOf(application, Device.Name);

    /// <inheritdoc/>
    public override void RequireOf(ProfileTable profile)
    {
        if (!string.Equals(profile.Device, Device.Name, StringComparison.Ordinal))
        {
            throw new InvalidFileException($"the profile was measured on a device '{profile.Device}', but {Device.Name} is to be used: run 'tangram profile' with the same --gpus");
        }
    }

    /// <inheritdoc/>
    public override IMeasuredDevice Measured() => new MeasuredGpu(_partitioner, 0, Machine, _cores);

    /// <inheritdoc/>
    public override IPartitioner Partition(ProfileTable profile, bool isControlled) => _partitioner;

    /// <inheritdoc/>
    public override void Dispose() => _partitioner.Dispose();
}
