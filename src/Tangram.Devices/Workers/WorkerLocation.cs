using System.Runtime.InteropServices;

namespace Tangram.Devices.Workers;

/// <summary>How the worker is started: a program and the arguments before the worker's own.</summary>
/// <param name="Program">The worker itself, or the <c>dotnet</c> host.</param>
/// <param name="Arguments">Empty, or the worker's assembly.</param>
public sealed record WorkerLocation(string Program, IReadOnlyList<string> Arguments)
{
    private const string Name = "tangram-worker";

    /// <summary>Folder of the .NET installation that runs this program; the worker runs on the same one.</summary>
    internal static string DotnetRoot { get; } =
        Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));

    /// <summary>The <c>dotnet</c> host that runs this program.</summary>
    public static string DotnetHost => Path.Combine(DotnetRoot, "dotnet");

    /// <summary>The worker beside this program.</summary>
    /// <exception cref="WorkerStartException">It is not there.</exception>
    public static WorkerLocation Default => In(AppContext.BaseDirectory);

    /// <summary>The worker in a folder: <c>tangram-worker</c> if there is one, else <c>tangram-worker.dll</c> run by <c>dotnet</c>.</summary>
    /// <exception cref="WorkerStartException">Neither is there.</exception>
    public static WorkerLocation In(string folder)
    {
        var assembly = Path.Combine(folder, Name + ".dll");
        if (!File.Exists(assembly))
        {
            throw new WorkerStartException($"the worker is missing: there is no {Name}.dll in {folder}; run './tangram', which builds it");
        }

        var own = Path.Combine(folder, Name);
        return File.Exists(own) ? new(own, []) : new(DotnetHost, [assembly]);
    }
}
