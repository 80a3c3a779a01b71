using System.Runtime.InteropServices;

namespace Tangram.Planning.Solvers.Cbc;

/// <summary>CBC's C interface, as of 2.10.8, and what a child process needs of the C library.</summary>
internal static partial class CbcNative
{
    /// <summary>The library's file.</summary>
    public const string Library = "libCbcSolver.so.3";

    private const string C = "libc";

    /// <summary>Whether the library can be loaded.</summary>
    public static bool IsInstalled { get; } = NativeLibrary.TryLoad(Library, out _);

    [LibraryImport(Library, EntryPoint = "Cbc_newModel")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial nint NewModel();

    [LibraryImport(Library, EntryPoint = "Cbc_deleteModel")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial void DeleteModel(nint model);

    [LibraryImport(Library, EntryPoint = "Cbc_loadProblem")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial void LoadProblem(
        nint model, int columns, int rows, int[] starts, int[] indices, double[] values, double[] lower, double[] upper, double[] objective, double[] rowLower, double[] rowUpper);

    [LibraryImport(Library, EntryPoint = "Cbc_setInteger")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial void SetInteger(nint model, int column);

    [LibraryImport(Library, EntryPoint = "Cbc_setParameter", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial void SetParameter(nint model, string name, string value);

    [LibraryImport(Library, EntryPoint = "Cbc_solve")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Solve(nint model);

    [LibraryImport(Library, EntryPoint = "Cbc_isProvenOptimal")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int IsProvenOptimal(nint model);

    [LibraryImport(Library, EntryPoint = "Cbc_isProvenInfeasible")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int IsProvenInfeasible(nint model);

    [LibraryImport(Library, EntryPoint = "Cbc_getObjValue")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial double Objective(nint model);

    [LibraryImport(Library, EntryPoint = "Cbc_getBestPossibleObjValue")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial double Bound(nint model);

    [LibraryImport(Library, EntryPoint = "Cbc_bestSolution")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial nint BestSolution(nint model);

    [LibraryImport(C, EntryPoint = "dup")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Duplicate(int descriptor);

    [LibraryImport(C, EntryPoint = "dup2")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Replace(int descriptor, int replaced);

    [LibraryImport(C, EntryPoint = "_exit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial void ExitAtOnce(int code);
}
