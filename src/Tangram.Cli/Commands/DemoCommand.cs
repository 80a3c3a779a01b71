using System.CommandLine;
using Tangram.Cli.Demos;
using Tangram.Cli.Files;
using Tangram.Cli.Terminal;

namespace Tangram.Cli.Commands;

/// <summary><c>tangram demo</c>: the whole story on this machine.</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        var application = Options.Application();
        var again = new Option<bool>("--again") { Description = "Profile even if a profile of this machine is kept" };
        var cores = Options.Cores();
        var json = new Option<string?>("--json") { Description = "Write all figures as JSON to FILE", HelpName = "FILE" };
        var command = new Command(
            "demo",
            "Profile, plan, serve, check the text of the pages, and load: the whole story on this machine with the OCR example\n\nExits 0 only if every page gave its text within the evaluated accuracy.\n\nExample:\n  tangram demo --json out.json") { application, again, cores, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var path = parsed.GetValue(application)!;
            var demo = new Demo(path, ApplicationFile.LoadServable(path), ProfileCommand.Cores(parsed.GetValue(cores)));
            var report = await demo.RunAsync(parsed.GetValue(again), cancellation);
            if (parsed.GetValue(json) is { } file)
            {
                Output.WriteJson(report, file);
            }

            DemoStory.Close(report);
            return report.PagesAsExpected == report.Pages ? ExitCode.Ok : ExitCode.Fault;
        });
        return command;
    }
}
