using Tangram.Core.Files;
using Tangram.Core.Plans;

namespace Tangram.Server.Control;

/// <summary>The plan that a server was to run last; the content of <c>NAME.plan.json</c> in the state folder.</summary>
/// <param name="Version">The format's version, 1.</param>
/// <param name="Application">The application's name.</param>
/// <param name="Generation">How many plans had run.</param>
/// <param name="Plan">The plan.</param>
public sealed record KeptPlan(int Version, string Application, long Generation, Plan Plan) : IVersioned
{
    /// <summary>Where it lies.</summary>
    /// <param name="folder">The state folder.</param>
    /// <param name="application">The application's name.</param>
    public static string FileOf(string folder, string application) => Path.Combine(folder, $"{application}.plan.json");

    /// <summary>Reads it; null where there is none that can be read.</summary>
    public static KeptPlan? Find(string folder, string application)
    {
        var file = FileOf(folder, application);
        try
        {
            return File.Exists(file) ? JsonFile.Read<KeptPlan>(File.ReadAllText(file), file) : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidFileException)
        {
            return null;
        }
    }
}
