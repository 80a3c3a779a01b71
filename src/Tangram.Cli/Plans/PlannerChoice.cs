using Tangram.Core.Catalogs;
using Tangram.Core.Files;
using Tangram.Planning;
using Tangram.Planning.Solvers;

namespace Tangram.Cli.Plans;

/// <summary>Builds the planner that the user names, with the settings given beside its name.</summary>
internal static class PlannerChoice
{
    /// <summary>Builds it.</summary>
    /// <param name="name">The planner's name.</param>
    /// <param name="settings">Texts such as <c>time-limit=10</c>.</param>
    /// <exception cref="InvalidFileException">A setting is not known to the planner, or not as it should be.</exception>
    public static IPlanner Of(string name, IReadOnlyList<string> settings)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in settings)
        {
            if (text.Split('=', 2) is not [{ Length: > 0 } key, { Length: > 0 } value])
            {
                throw new InvalidFileException($"--setting: '{text}' is not KEY=VALUE");
            }

            if (!values.TryAdd(key, value))
            {
                throw new InvalidFileException($"--setting: gives '{key}' twice; once is enough");
            }
        }

        try
        {
            return AllPlanners.Planners.Create(name, new Settings(values));
        }
        catch (FormatException fault)
        {
            throw new InvalidFileException($"--setting: planner '{name}': {fault.Message}", fault);
        }
    }
}
