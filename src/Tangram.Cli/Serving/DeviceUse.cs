using Tangram.Core.Devices;
using Tangram.Core.Files;
using Tangram.Core.Profiles;
using Tangram.Devices.Partitioning;
using Tangram.Profiling.Devices;

namespace Tangram.Cli.Serving;

/// <summary>What of this machine a command cuts into segments: cores or GPUs. Disposing of it lets them go.</summary>
internal abstract class DeviceUse : IDisposable
{
    /// <summary>Slices of each core where no profile is given; 1 on other devices.</summary>
    public virtual int PerCore => 1;

    /// <summary>What each device is.</summary>
    public abstract DeviceModel Device { get; }

    /// <summary>How many there are.</summary>
    public abstract int Devices { get; }

    /// <summary>What they are and where, on one line; profiles are of this line.</summary>
    public abstract string Machine { get; }

    /// <summary>The cores that workers are pinned to; none where they run on other devices.</summary>
    public abstract IReadOnlyList<int> WorkerCores { get; }

    /// <summary>Where the profile of an application on one of the devices is kept.</summary>
    public abstract string ProfileFileOf(string application);

    /// <summary>Refuses a profile that was measured on another device.</summary>
    /// <exception cref="InvalidFileException">It was.</exception>
    public abstract void RequireOf(ProfileTable profile);

    /// <summary>A device to measure a profile on; disposed of with it where it is <see cref="IDisposable"/>.</summary>
    /// <exception cref="PartitioningException">It cannot be had.</exception>
    public abstract IMeasuredDevice Measured();

    /// <summary>What cuts the devices for a server, and keeps others off them; null where workers are only pinned. Belongs to this.</summary>
    /// <param name="profile">What the server goes by.</param>
    /// <param name="isControlled">Whether the server's plan may change.</param>
    /// <exception cref="InvalidFileException">They cannot be had.</exception>
    public abstract IPartitioner? Partition(ProfileTable profile, bool isControlled);

    /// <inheritdoc/>
    public abstract void Dispose();
}
