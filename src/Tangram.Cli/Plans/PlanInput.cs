using System.Globalization;
using Tangram.Cli.Files;
using Tangram.Core.Applications;
using Tangram.Core.Devices;
using Tangram.Core.Files;
using Tangram.Core.Profiles;
using Tangram.Profiling;

namespace Tangram.Cli.Plans;

/// <summary>The applications and profiles that the user gives to plan with.</summary>
/// <param name="Applications">The applications, of different names.</param>
/// <param name="Profiles">The profiles, with the file of each.</param>
internal sealed record PlanInput(IReadOnlyList<Application> Applications, IReadOnlyList<(string File, ProfileTable Table)> Profiles)
{
    /// <summary>The profiles without their files.</summary>
    public IReadOnlyList<ProfileTable> Tables => [.. Profiles.Select(p => p.Table)];

    /// <summary>Slices of each core of a CPU that the profiles were measured on; 1 where none was.</summary>
    public int SlicesPerCore => Profiles.FirstOrDefault(p => IsOf(p.Table, CpuDevice.Name)).Table?.SlicesPerCore ?? 1;

    /// <summary>Loads and checks both.</summary>
    /// <param name="applications">Files, or folders that hold them.</param>
    /// <param name="profiles">Files; where there are none, those kept for this machine.</param>
    /// <param name="cpu">Which kept profile of this machine is meant.</param>
    /// <param name="error">Where notes go.</param>
    /// <exception cref="InvalidFileException">A file is missing or is not as it should be.</exception>
    public static PlanInput Load(IReadOnlyList<string> applications, IReadOnlyList<string> profiles, CpuChoice cpu, TextWriter error)
    {
        var apps = LoadApplications(applications);
        IEnumerable<string> files = profiles.Count > 0 ? profiles : apps.Select(a => ProfileFile.DefaultPath(a.Name, cpu.Cores, cpu.SlicesPerCore ?? 1));
        var loaded = files.Distinct(StringComparer.Ordinal).Select(f => (f, LoadProfile(f, apps, error))).ToList();
        RefuseRepeats(loaded);
        RefuseOtherSlices(loaded, cpu.SlicesPerCore);
        foreach (var application in apps)
        {
            RefuseUnknownVariants(application, loaded);
        }

        return new PlanInput(apps, loaded);
    }

    /// <summary>The devices to plan for: those named, else this machine's cores if that is what was measured.</summary>
    /// <param name="named">What the user named, or null.</param>
    /// <param name="cores">Cores to plan for; null for as many as were measured.</param>
    /// <exception cref="InvalidFileException">The profiles are of other devices.</exception>
    public Inventory Inventory(Inventory? named, int? cores)
    {
        if (named is not null)
        {
            return named.Pools.Any(p => Profiles.Any(t => IsOf(t.Table, p.Model.Name)))
                ? new Inventory([.. named.Pools.Select(p => CpuDevice.Is(p.Model) ? p with { Model = CpuDevice.With(p.Model, slicesPerCore: SlicesPerCore) } : p)])
                : throw new InvalidFileException($"no profile given was measured on {string.Join(" or ", named.Pools.Select(p => p.Model.Name))}, but on {string.Join(", ", Profiles.Select(p => p.Table.Device).Distinct(StringComparer.Ordinal))}; give one with --profile");
        }

        if (Profiles.FirstOrDefault(p => !IsOf(p.Table, CpuDevice.Name)) is { Table: { } other } found)
        {
            throw new InvalidFileException(found.File, [new Fault("device", $"is '{other.Device}'; say how many there are with --gpu {other.Device}=COUNT, or give an --inventory")]);
        }

        var measured = Profiles.Select(p => p.Table.Slices / p.Table.SlicesPerCore).Distinct().ToList();
        return cores is not null || measured.Count == 1
            ? Core.Devices.Inventory.Of(MachineDescription.Cpu(cores ?? measured[0], SlicesPerCore))
            : throw new InvalidFileException($"the profiles were measured on {string.Join(" and ", measured.Select(m => m.ToString(CultureInfo.InvariantCulture)))} cores; choose with --cores");
    }

    private static bool IsOf(ProfileTable table, string device) => string.Equals(table.Device, device, StringComparison.Ordinal);

    private static List<Application> LoadApplications(IReadOnlyList<string> paths)
    {
        var applications = new List<(string Path, Application Application)>();
        foreach (var path in paths)
        {
            foreach (var application in ApplicationFile.LoadAll(path))
            {
                if (applications.Find(a => string.Equals(a.Application.Name, application.Name, StringComparison.Ordinal)) is { Path: { } first })
                {
                    throw new InvalidFileException(path, [new Fault("name", $"an application '{application.Name}' is in {first} already; names are unique")]);
                }

                applications.Add((path, application));
            }
        }

        return [.. applications.Select(a => a.Application)];
    }

    private static ProfileTable LoadProfile(string file, List<Application> applications, TextWriter error)
    {
        var profile = ProfileFile.Load(file);
        if (profile.Application is { } name && !applications.Exists(a => string.Equals(a.Name, name, StringComparison.Ordinal)))
        {
            var wanted = applications is [var only] ? $"not '{only.Name}'; give that application's profile" : $"none of {string.Join(", ", applications.Select(a => a.Name))}; give a profile of theirs";
            throw new InvalidFileException(file, [new Fault("application", $"is '{name}', {wanted}")]);
        }

        if (!profile.Complete)
        {
            error.WriteLine($"note: the measurement in {file} was broken off; planning with what it has, 'tangram profile' goes on with it");
        }

        return profile;
    }

    private static void RefuseOtherSlices(List<(string File, ProfileTable Table)> profiles, int? wanted)
    {
        var cut = profiles.Where(p => IsOf(p.Table, CpuDevice.Name)).ToList();
        if (cut.Find(p => p.Table.SlicesPerCore != (wanted ?? cut[0].Table.SlicesPerCore)) is { Table: { } other } found)
        {
            throw new InvalidFileException(found.File, [new Fault("slicesPerCore", FormattableString.Invariant($"is {other.SlicesPerCore}, not {wanted ?? cut[0].Table.SlicesPerCore}; 'tangram profile --slices-per-core' measures otherwise"))]);
        }
    }

    // Which of two would be meant is not said anywhere.
    private static void RefuseRepeats(List<(string File, ProfileTable Table)> profiles)
    {
        foreach (var same in profiles.GroupBy(p => (p.Table.Application, p.Table.Device)).Where(g => g.Count() > 1))
        {
            var measured = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var (file, table) in same)
            {
                foreach (var variant in table.Entries.Select(e => e.Variant).Distinct(StringComparer.Ordinal))
                {
                    if (!measured.TryAdd(variant, file))
                    {
                        throw new InvalidFileException(file, [new Fault("entries", $"measure variant '{variant}' on {table.Device}, as {measured[variant]} does; give one of the two")]);
                    }
                }
            }
        }
    }

    private static void RefuseUnknownVariants(Application application, List<(string File, ProfileTable Table)> profiles)
    {
        var own = profiles.Where(p => p.Table.Application is null || string.Equals(p.Table.Application, application.Name, StringComparison.Ordinal)).ToList();
        if (own.Count == 0)
        {
            throw new InvalidFileException($"no profile given is of application '{application.Name}', and none is common; give one with --profile");
        }

        // A measurement that was broken off may not have come to a variant.
        if (own.TrueForAll(p => p.Table.Complete) && ProfileCheck.UnknownVariants(application, own.Select(p => p.Table)) is { Count: > 0 } unknown)
        {
            throw new InvalidFileException(
                string.Join(", ", own.Select(p => p.File)),
                [new Fault("entries", $"know nothing of {(unknown.Count == 1 ? "variant" : "variants")} {string.Join(", ", unknown)} of application '{application.Name}'; measure {(unknown.Count == 1 ? "it" : "them")}, or say under 'skipped' why not")]);
        }
    }
}
