using System.Runtime.InteropServices;

namespace Tangram.Worker;

/// <summary>Ties this process's life to its parent's, so that a killed server leaves no worker behind, not even one in the middle of a batch.</summary>
internal static partial class ParentDeath
{
    private const int SetParentDeathSignal = 1;
    private const int Kill = 9;

    /// <summary>Asks the kernel to kill this process when the thread that started it ends.</summary>
    public static void KillsThisProcess()
    {
        if (OperatingSystem.IsLinux())
        {
            _ = Prctl(SetParentDeathSignal, Kill, 0, 0, 0);
        }
    }

    [LibraryImport("libc", EntryPoint = "prctl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Prctl(int option, nint a, nint b, nint c, nint d);
}
