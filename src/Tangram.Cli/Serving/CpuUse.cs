using Tangram.Cli.Files;
using Tangram.Core.Devices;
using Tangram.Profiling;

namespace Tangram.Cli.Serving;

/// <summary>The cores that a command uses of this machine.</summary>
/// <param name="Cores">The cores.</param>
/// <param name="SlicesPerCore">Slices of each; null where the user does not say, which is as a given profile was measured, else 1.</param>
internal sealed record CpuUse(IReadOnlyList<int> Cores, int? SlicesPerCore = null)
{
    /// <summary>Slices of each core where no profile is given.</summary>
    public int PerCore => SlicesPerCore ?? 1;

    /// <summary>The cores as a device.</summary>
    public DeviceModel Device => MachineDescription.Cpu(Cores.Count, PerCore);

    /// <summary>Where the profile of an application on these cores is kept.</summary>
    public string ProfileFileOf(string application) => ProfileFile.DefaultPath(application, Cores.Count, PerCore);
}
