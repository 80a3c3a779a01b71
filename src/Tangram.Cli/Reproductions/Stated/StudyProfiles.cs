using Tangram.Core.Applications;
using Tangram.Core.Devices;
using Tangram.Core.Files;
using Tangram.Core.Profiles;

namespace Tangram.Cli.Reproductions.Stated;

/// <summary>The profiles of a study: the measured one where it knows a variant, the stated one for the others, on one device model.</summary>
internal sealed class StudyProfiles
{
    /// <summary>The device model of a study without a measured profile.</summary>
    public const string StatedDevice = "h100-80gb";

    private readonly ProfileTable? _measured;
    private readonly HashSet<string> _known;

    private StudyProfiles(DeviceModel device, ProfileTable? measured)
    {
        (Device, _measured) = (device, measured);
        _known = measured is null ? [] : [.. measured.Entries.Select(e => e.Variant)];
        var stated = StatedProfile.Of(device, StatedModels.All.Where(m => !_known.Contains(m.Name)));
        Tables = measured is null ? [stated] : stated.Entries.Count == 0 ? [measured] : [measured, stated];
    }

    /// <summary>What the segments are cut from.</summary>
    public DeviceModel Device { get; }

    /// <summary>The profiles to plan and to simulate with.</summary>
    public IReadOnlyList<ProfileTable> Tables { get; }

    /// <summary>The stated profile alone.</summary>
    public static StudyProfiles Stated() => new(DeviceCatalog.Find(StatedDevice)!, measured: null);

    /// <summary>A measured profile, with the stated one for what it does not know.</summary>
    /// <param name="measured">The profile.</param>
    /// <param name="file">Where it came from.</param>
    /// <exception cref="InvalidFileException">It is of one application alone, or of a device that no GPU model is.</exception>
    public static StudyProfiles With(ProfileTable measured, string file)
    {
        if (measured.Application is { } application)
        {
            throw new InvalidFileException(file, [new Fault("application", $"is '{application}'; a study takes a common profile, as 'tangram import parvagpu' makes one")]);
        }

        return DeviceCatalog.Find(measured.Device) is { } device
            ? new StudyProfiles(device, measured)
            : throw new InvalidFileException(file, [new Fault("device", $"is '{measured.Device}', which is no GPU that 'tangram gpus' lists")]);
    }

    /// <summary>On what the figures of some variants stand, as a sentence's end.</summary>
    public string BasisOf(IEnumerable<string> variants)
    {
        var all = variants.Distinct(StringComparer.Ordinal).ToList();
        var stated = all.FindAll(v => !_known.Contains(v));
        return _measured is null ? StatedProfile.Basis
            : stated.Count == 0 ? $"measured: {_measured.Machine}"
            : $"measured: {_measured.Machine}; {string.Join(", ", stated)} {StatedProfile.Basis}";
    }

    /// <summary>On what an application's figures stand.</summary>
    public string BasisOf(Application application) => BasisOf(application.Tasks.SelectMany(t => t.Variants).Select(v => v.Name));
}
