using System.Globalization;
using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Tangram.Protocol.Worker;

/// <summary>Memory that server and worker both see, in two halves: tensors of commands and tensors of answers.</summary>
/// <remarks>
/// A file without a name, which is gone with the last process that holds it. Only pages that were written to take memory. It cannot shrink, so that
/// a worker gone wrong cannot take it from under the server. Linux only; where it cannot be had, tensors travel over the socket.
/// </remarks>
public sealed unsafe partial class SharedMemory : IDisposable
{
    private const long HalfBytes = WorkerProtocol.MaxPayloadBytes;
    private const uint CloseOnExec = 1;
    private const uint AllowSealing = 2;
    private const int AddSeals = 1033;
    private const int SealShrink = 2;
    private readonly SafeFileHandle _file;
    private readonly MemoryMappedFile _mapping;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _address;

    private SharedMemory(SafeFileHandle file)
    {
        _file = file;
        _mapping = MemoryMappedFile.CreateFromFile(file, mapName: null, 2 * HalfBytes, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: true);
        _view = _mapping.CreateViewAccessor(0, 2 * HalfBytes);
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _address);
    }

    /// <summary>The file's number in the process that created it, by which <see cref="TryOpen"/> finds it.</summary>
    public int Descriptor => (int)_file.DangerousGetHandle();

    /// <summary>Where tensors of commands lie.</summary>
    internal nint Commands => (nint)_address;

    /// <summary>Where tensors of answers lie.</summary>
    internal nint Answers => (nint)_address + (nint)HalfBytes;

    /// <summary>Makes one; null where the system does not let this process.</summary>
    public static SharedMemory? TryCreate() => OperatingSystem.IsLinux()
        ? Try(() =>
        {
            var file = new SafeFileHandle(CreateFile("tangram-tensors", CloseOnExec | AllowSealing), ownsHandle: true);
            if (!file.IsInvalid)
            {
                RandomAccess.SetLength(file, 2 * HalfBytes);
                _ = Control((int)file.DangerousGetHandle(), AddSeals, SealShrink);
            }

            return file;
        })
        : null;

    /// <summary>Opens that of another process of this user; null where that cannot be.</summary>
    /// <param name="process">The other process.</param>
    /// <param name="descriptor">Its <see cref="Descriptor"/> there.</param>
    public static SharedMemory? TryOpen(int process, int descriptor) => Try(() => File.OpenHandle(
        string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/fd/{descriptor}"), FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite));

    /// <inheritdoc/>
    public void Dispose()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _mapping.Dispose();
        _file.Dispose();
    }

    private static SharedMemory? Try(Func<SafeFileHandle> open)
    {
        SafeFileHandle? file = null;
        try
        {
            file = open();
            return file.IsInvalid ? null : new SharedMemory(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            file?.Dispose();
            return null;
        }
    }

    [LibraryImport("libc", EntryPoint = "memfd_create", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int CreateFile(string name, uint flags);

    [LibraryImport("libc", EntryPoint = "fcntl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Control(int file, int command, int argument);
}
