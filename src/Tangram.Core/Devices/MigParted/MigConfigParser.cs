using System.Globalization;
using Tangram.Core.Applications;
using Tangram.Core.Files;

namespace Tangram.Core.Devices.MigParted;

/// <summary>Reads the files of NVIDIA's MIG partition editor, version v1, strictly [C: github.com/NVIDIA/mig-parted, its README and examples].</summary>
public static class MigConfigParser
{
    /// <summary>The version it reads.</summary>
    public const string Version = "v1";

    private const int MostGpus = 1024;
    private const int MostSegments = 64;

    /// <summary>Reads every configuration of a file, in the order written.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="file">What the user calls the file; for messages.</param>
    /// <exception cref="InvalidFileException">The file is not as it should be; holds every fault.</exception>
    public static IReadOnlyList<MigConfig> Parse(string text, string file)
    {
        var faults = new List<Fault>();
        var top = YamlText.Open(text, file, faults, Version);
        var all = top.Section("mig-configs");
        top.RefuseTheRest();
        var names = all.Keys.ToList();
        var configs = names.ConvertAll(name => new MigConfig(name, [.. all.Sections(name, required: true).Select(ReadRule)]));
        if (names.Count == 0 && faults.Count == 0)
        {
            top.Refuse("mig-configs", "is empty; give at least one configuration");
        }

        return faults.Count == 0 ? configs : throw new InvalidFileException(file, faults);
    }

    private static MigRule ReadRule(YamlSection section)
    {
        var gpus = ReadGpus(section);
        var filter = section.TextOrTexts("device-filter").Select(text => ReadFilter(section, text)).ToList();
        var isEnabled = section.RequiredFlag("mig-enabled");
        var counts = ReadCounts(section, isEnabled);
        section.RefuseTheRest();
        return new MigRule(gpus, filter, isEnabled, counts);
    }

    private static IReadOnlyList<int>? ReadGpus(YamlSection section)
    {
        if (string.Equals(section.Peek("devices"), "all", StringComparison.Ordinal))
        {
            _ = section.Text("devices");
            return null;
        }

        var gpus = section.WholeNumbers("devices", 0, MostGpus - 1, "'all', or a list of whole numbers such as [0, 1]");
        if (gpus.Distinct().Count() < gpus.Count)
        {
            section.Refuse("devices", "name a GPU twice");
        }

        return gpus;
    }

    // Device and vendor, such as 0x233010DE; what may follow behind a colon, the board's maker, is not told apart.
    private static uint ReadFilter(YamlSection section, string text)
    {
        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) && uint.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var device))
        {
            return device;
        }

        section.Refuse("device-filter", $"'{text}' is not a PCI device and vendor such as 0x233010DE");
        return 0;
    }

    private static Dictionary<string, int> ReadCounts(YamlSection section, bool isEnabled)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        if (isEnabled && !section.Has("mig-devices"))
        {
            section.Refuse("mig-devices", "is missing; write {} for none");
        }

        if (section.OptionalSection("mig-devices") is not { } devices)
        {
            return counts;
        }

        foreach (var name in devices.Keys.ToList())
        {
            if (devices.OptionalWholeNumber(name, 0, MostSegments) is { } count)
            {
                counts[name] = count;
            }

            if (name.Contains("c.", StringComparison.Ordinal))
            {
                devices.Refuse(name, "is a part of a GPU instance; Tangram gives each GPU instance one compute instance with all of it, such as 3g.40gb");
            }
        }

        if (!isEnabled && counts.Values.Any(c => c > 0))
        {
            section.Refuse("mig-devices", "are given although mig-enabled is false; leave them out");
        }

        return counts;
    }
}
