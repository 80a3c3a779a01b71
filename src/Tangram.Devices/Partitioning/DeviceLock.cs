using System.Globalization;
using System.Text;

namespace Tangram.Devices.Partitioning;

/// <summary>Keeps all other controllers of this machine off a device until it is disposed or the process ends, however it ends.</summary>
/// <remarks>A locked file, which the kernel lets go with the process. Who holds it stands in a file beside it, since a locked file cannot be read.</remarks>
public sealed class DeviceLock : IDisposable
{
    private const UnixFileMode ReadableAndWritable =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    private readonly FileStream _file;

    private DeviceLock(FileStream file) => _file = file;

    /// <summary>Where locks are unless told otherwise: the same folder for all controllers with the same <c>TMPDIR</c>.</summary>
    public static string DefaultFolder => Path.Combine(Path.GetTempPath(), "tangram-locks");

    /// <summary>Takes the lock of a device.</summary>
    /// <param name="folder">The folder of all locks; made if it is not there.</param>
    /// <param name="identity">What tells the device from all others, such as a GPU's UUID.</param>
    /// <param name="device">What users call it, such as <c>GPU 0</c>.</param>
    /// <exception cref="PartitioningException">Another controller has it, or the folder cannot be used.</exception>
    public static DeviceLock Take(string folder, string identity, string device)
    {
        ArgumentNullException.ThrowIfNull(identity);
        var path = Path.Combine(folder, string.Concat(identity.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' ? c : '_')) + ".lock");
        FileStream? file = null;
        try
        {
            OpenToAll(folder);
            file = Lock(path, device);
            Write(HolderFile(path), Me());
            Share(path, ReadableAndWritable);
            Share(HolderFile(path), ReadableAndWritable);
            return new DeviceLock(file);
        }
        catch (Exception e)
        {
            file?.Dispose();
            throw e is IOException or UnauthorizedAccessException
                ? new PartitioningException($"{device} cannot be locked: {e.Message}; give {folder} to this user, or set TMPDIR to a folder that all controllers share", e)
                : e;
        }
    }

    /// <summary>Lets it go.</summary>
    public void Dispose() => _file.Dispose();

    // The file stays when the lock is let go: deleting it could let two controllers lock two files of one name.
    private static FileStream Lock(string path, string device)
    {
        try
        {
            return new FileStream(path, ModeOf(path), FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (File.Exists(path))
        {
            throw new PartitioningException($"{device} is controlled by {Holder(path)} already; end that first, since a device has one controller (lock {path})", e);
        }
    }

    // In a folder open to all, kernels refuse to open another user's file with the wish to create it, even to root.
    private static FileMode ModeOf(string path) => File.Exists(path) ? FileMode.Open : FileMode.OpenOrCreate;

    private static void Write(string path, string text)
    {
        using var file = new FileStream(path, ModeOf(path), FileAccess.Write, FileShare.ReadWrite);
        file.SetLength(0);
        file.Write(Encoding.UTF8.GetBytes(text));
    }

    private static string HolderFile(string path) => path + ".holder";

    // The program and its verb, such as 'tangram serve'.
    private static string Me() => string.Create(
        CultureInfo.InvariantCulture,
        $"process {Environment.ProcessId} ({string.Join(' ', Environment.GetCommandLineArgs().Take(2).Select((word, i) => i == 0 ? Path.GetFileNameWithoutExtension(word) : word))})");

    private static string Holder(string path)
    {
        try
        {
            return File.ReadAllText(HolderFile(path)) is { Length: > 0 } holder ? holder : "another process";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "another process";
        }
    }

    private static void OpenToAll(string folder)
    {
        if (!Directory.Exists(folder))
        {
            Directory.CreateDirectory(folder);
            const UnixFileMode All = (UnixFileMode)0x1FF;
            Share(folder, All | UnixFileMode.StickyBit);
        }
    }

    // Other users' controllers must find it locked, not forbidden. Only the owner can see to that.
    private static void Share(string path, UnixFileMode mode)
    {
        try
        {
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(path, mode);
            }
        }
        catch (UnauthorizedAccessException)
        {
            // It is another user's, who did.
        }
    }
}
