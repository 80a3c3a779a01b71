using Tangram.Core.Files;
using Tangram.Core.Plans;

namespace Tangram.Cli.Files;

/// <summary>Loads <c>plan.json</c>.</summary>
internal static class PlanFile
{
    /// <summary>Loads a plan.</summary>
    /// <exception cref="InvalidFileException">It is missing or not as it should be.</exception>
    public static Plan Load(string path) => JsonFile.Read<Plan>(TextFile.Read(path, "'tangram plan' makes one"), path);
}
