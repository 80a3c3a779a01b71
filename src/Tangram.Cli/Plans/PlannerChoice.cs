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
        var given = Parsed(settings);
        try
        {
            return AllPlanners.Planners.Create(name, given);
        }
        catch (FormatException fault)
        {
            throw new InvalidFileException($"--setting: planner '{name}': {fault.Message}", fault);
        }
    }

    private static Settings Parsed(IReadOnlyList<string> settings)
    {
        try
        {
            return Settings.Parse(settings);
        }
        catch (FormatException fault)
        {
            throw new InvalidFileException($"--setting: {fault.Message}", fault);
        }
    }
}
