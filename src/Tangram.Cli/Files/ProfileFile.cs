using System.Globalization;
using Tangram.Core.Devices;
using Tangram.Core.Files;
using Tangram.Core.Profiles;

namespace Tangram.Cli.Files;

/// <summary>Loads <c>profile.json</c>, and knows where this machine's profiles are kept.</summary>
internal static class ProfileFile
{
    /// <summary>Where the profile of an application on so many cores is kept: under <c>$XDG_CACHE_HOME/tangram</c>, or <c>~/.cache/tangram</c>.</summary>
    public static string DefaultPath(string application, int cores)
    {
        var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } set
            ? set
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        return Path.Combine(cache, "tangram", string.Create(CultureInfo.InvariantCulture, $"{application}-{CpuDevice.Name}{cores}.profile.json"));
    }

    /// <summary>Loads a profile.</summary>
    /// <exception cref="InvalidFileException">It is missing or not as it should be.</exception>
    public static ProfileTable Load(string path) =>
        JsonFile.Read<ProfileTable>(TextFile.Read(path, "'tangram profile' measures one"), path);
}
