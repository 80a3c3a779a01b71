using System.CommandLine;
using Tangram.Cli.Commands;

namespace Tangram.Cli.Tests;

/// <summary>What a command line did.</summary>
internal sealed record CommandRun(int ExitCode, string Output, string Error)
{
    public static async Task<CommandRun> Of(params string[] arguments)
    {
        var root = new RootCommand { PlanCommand.Create(), PlannersCommand.Create() };
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitCode = await Guard.InvokeAsync(root, arguments, new InvocationConfiguration { Output = output, Error = error }, TestContext.Current.CancellationToken);
        return new CommandRun(exitCode, output.ToString(), error.ToString().TrimEnd('\n'));
    }
}
