using Tangram.Core.Files;
using Tangram.Core.Profiles;
using Tangram.Devices.Cpu;
using Tangram.Server.Files;

namespace Tangram.Cli.Files;

/// <summary>Loads and saves profiles, and knows where they lie unless the user says otherwise.</summary>
internal static class ProfileFile
{
    /// <summary>Where the profile of an application on this machine's CPU lies: below <c>$XDG_CACHE_HOME</c>, or <c>~/.cache</c>.</summary>
    /// <param name="application">The application's name.</param>
    /// <param name="cores">Cores measured; null for all this process may use.</param>
    /// <param name="slicesPerCore">Slices of each core.</param>
    public static string DefaultPath(string application, int? cores = null, int slicesPerCore = 1)
    {
        var cut = slicesPerCore == 1 ? string.Empty : FormattableString.Invariant($"x{slicesPerCore}");
        return PathOf(application, FormattableString.Invariant($"cpu{cores ?? CpuAffinity.ProcessCores.Count}{cut}"));
    }

    /// <summary>Where the profile of an application on another device of this machine lies.</summary>
    /// <param name="application">The application's name.</param>
    /// <param name="device">The device model's name.</param>
    public static string PathOf(string application, string device)
    {
        var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        if (string.IsNullOrEmpty(cache))
        {
            cache = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        }

        return Path.Combine(cache, "tangram", $"{application}-{device}.profile.json");
    }

    /// <summary>Loads a profile.</summary>
    /// <exception cref="InvalidFileException">The file is missing or is not as it should be; holds every fault.</exception>
    public static ProfileTable Load(string path)
    {
        var table = JsonFile.Read<ProfileTable>(TextFile.Read(path, "'tangram profile' measures one"), path);
        var faults = ProfileCheck.Faults(table);
        return faults.Count == 0 ? table : throw new InvalidFileException(path, faults);
    }

    /// <summary>Saves a profile, and creates its folder where needed.</summary>
    public static void Save(string path, ProfileTable table)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        AtomicFile.WriteAllText(path, JsonFile.Write(table));
    }
}
