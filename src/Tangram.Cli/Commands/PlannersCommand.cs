using System.CommandLine;
using Tangram.Planning.Solvers;

namespace Tangram.Cli.Commands;

/// <summary><c>tangram planners</c>: lists the planners that <c>plan --planner</c> knows.</summary>
internal static class PlannersCommand
{
    public static Command Create()
    {
        var command = new Command("planners", "List the planners, for 'tangram plan --planner NAME'\n\nExample:\n  tangram planners");
        command.SetAction(parsed =>
        {
            var width = AllPlanners.Planners.Names.Max(n => n.Length);
            foreach (var (name, description) in AllPlanners.Planners.Descriptions)
            {
                parsed.InvocationConfiguration.Output.WriteLine($"{name.PadRight(width)}  {description}");
            }

            return ExitCode.Ok;
        });
        return command;
    }
}
