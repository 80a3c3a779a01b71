using Tangram.Core.Applications;
using Tangram.Core.Files;

namespace Tangram.Core.Devices;

/// <summary>Reads device files, version 1, strictly: unknown and missing fields are refused, and so is what no hardware could be.</summary>
public static class DeviceFileParser
{
    private const int MostSlices = 1024;

    /// <summary>Reads a device model.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="file">What the user calls the file; for messages.</param>
    /// <exception cref="InvalidFileException">The file is not as it should be; holds every fault.</exception>
    public static DeviceModel Parse(string text, string file)
    {
        var content = JsonFile.Read<DeviceFile>(text, file);
        var faults = Check(content).ToList();
        return faults.Count == 0
            ? new DeviceModel(content.Name, content.ComputeSlices, content.MemorySlices, [.. content.Profiles.Select(Profile)], content.Source) { MediaProfiles = [.. content.MediaProfiles.Select(Profile)] }
            : throw new InvalidFileException(file, faults);
    }

    private static PartitionProfile Profile(DeviceFileProfile profile) => new(profile.Name, profile.ComputeSlices, profile.MemorySlices, profile.MemoryGB * 1024, profile.Starts)
    {
        Multiprocessors = profile.Multiprocessors,
        MaximumPerDevice = profile.MaximumPerDevice,
    };

    private static IEnumerable<Fault> Check(DeviceFile content)
    {
        if (!Names.IsName(content.Name))
        {
            yield return new Fault("name", $"'{content.Name}' is not a name: {Names.Rule}");
        }

        if (string.IsNullOrWhiteSpace(content.Source))
        {
            yield return new Fault("source", "is empty; say where the figures come from");
        }

        foreach (var (path, slices) in new[] { ("computeSlices", content.ComputeSlices), ("memorySlices", content.MemorySlices) })
        {
            if (slices is < 1 or > MostSlices)
            {
                yield return new Fault(path, $"is {slices}; give 1 to {MostSlices}");
            }
        }

        if (content.Profiles.Count == 0)
        {
            yield return new Fault("profiles", "is empty; a device has at least one size");
        }

        var all = content.Profiles.Select((p, i) => (Profile: p, Path: $"profiles[{i}]")).Concat(content.MediaProfiles.Select((p, i) => (Profile: p, Path: $"mediaProfiles[{i}]"))).ToList();
        foreach (var fault in all.SelectMany(p => Check(content, p.Profile, p.Path)))
        {
            yield return fault;
        }

        foreach (var twice in all.GroupBy(p => p.Profile.Name, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            yield return new Fault($"{twice.Last().Path}.name", $"'{twice.Key}' is there twice; names are unique");
        }
    }

    private static IEnumerable<Fault> Check(DeviceFile device, DeviceFileProfile profile, string path)
    {
        if (string.IsNullOrWhiteSpace(profile.Name))
        {
            yield return new Fault($"{path}.name", "is empty; give the maker's name");
        }

        if (profile.ComputeSlices < 1 || profile.ComputeSlices > device.ComputeSlices)
        {
            yield return new Fault($"{path}.computeSlices", $"is {profile.ComputeSlices}; give 1 to {device.ComputeSlices}");
        }

        if (profile.MemorySlices < 1 || profile.MemorySlices > device.MemorySlices)
        {
            yield return new Fault($"{path}.memorySlices", $"is {profile.MemorySlices}; give 1 to {device.MemorySlices}");
        }

        if (profile.MemoryGB is < 1 or > 1_000_000)
        {
            yield return new Fault($"{path}.memoryGB", $"is {profile.MemoryGB}; give 1 to 1000000");
        }

        if (profile.Multiprocessors is < 1)
        {
            yield return new Fault($"{path}.multiprocessors", $"is {profile.Multiprocessors}; give at least 1, or leave it out");
        }

        if (profile.MaximumPerDevice is < 1)
        {
            yield return new Fault($"{path}.maximumPerDevice", $"is {profile.MaximumPerDevice}; give at least 1, or leave it out");
        }

        var last = device.MemorySlices - profile.MemorySlices;
        if (profile.Starts.Count == 0 || profile.Starts.Any(s => s < 0 || s > last) || profile.Starts.Zip(profile.Starts.Skip(1)).Any(s => s.First >= s.Second))
        {
            yield return new Fault($"{path}.starts", $"are [{string.Join(", ", profile.Starts)}]; give at least one, ascending, from 0 to {last}");
        }
    }
}
