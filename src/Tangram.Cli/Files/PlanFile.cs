using Tangram.Core.Files;
using Tangram.Core.Plans;
using Tangram.Server.Files;

namespace Tangram.Cli.Files;

/// <summary>Loads and saves plans.</summary>
internal static class PlanFile
{
    /// <summary>Loads a plan.</summary>
    /// <exception cref="InvalidFileException">The file is missing or is not as it should be.</exception>
    public static Plan Load(string path) => JsonFile.Read<Plan>(TextFile.Read(path, "'tangram plan --output FILE' writes one"), path);

    /// <summary>Saves a plan.</summary>
    public static void Save(string path, Plan plan) => AtomicFile.WriteAllText(path, JsonFile.Write(plan));
}
