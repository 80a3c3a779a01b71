using Tangram.Scheduling;
using Command = System.CommandLine.Command;

namespace Tangram.Cli.Commands;

/// <summary><c>tangram policies</c>: lists the scheduling policies by role.</summary>
internal static class PoliciesCommand
{
    public static Command Create()
    {
        var command = new Command("policies", "List the scheduling policies by role\n\nExample:\n  tangram policies");
        command.SetAction(parsed =>
        {
            var output = parsed.InvocationConfiguration.Output;
            output.WriteLine($"dispatch   {string.Join(", ", SchedulingCatalogs.Dispatch.Names)}");
            output.WriteLine($"batching   {string.Join(", ", SchedulingCatalogs.Batching.Names)}");
            output.WriteLine($"admission  {string.Join(", ", SchedulingCatalogs.Admission.Names)}");
            output.WriteLine($"drop       {string.Join(", ", SchedulingCatalogs.Drop.Names)}");
            return ExitCode.Ok;
        });
        return command;
    }
}
