using System.CommandLine;
using Tangram.Cli.Demos;
using Tangram.Cli.Demos.Days;
using Tangram.Cli.Files;
using Tangram.Cli.Terminal;

namespace Tangram.Cli.Commands;

/// <summary><c>tangram demo</c>: the whole story on this machine.</summary>
internal static class DemoCommand
{
    private const string Help = """
        Profile, plan, serve, check the text of the pages, and load: the whole story on this machine with the OCR example

        Exits 0 only if every page gave its text within the evaluated accuracy. With --day, a day of rising and falling demand in two minutes, with the plan
        following it.

        Example:
          tangram demo --json out.json
          tangram demo --day --html day.html
        """;

    public static Command Create()
    {
        var application = Options.Application();
        var again = new Option<bool>("--again") { Description = "Profile even if a profile of this machine is kept" };
        var cores = Options.Cores();
        var json = new Option<string?>("--json") { Description = "Write all figures as JSON to FILE", HelpName = "FILE" };
        var day = new DayDemoOptions();
        var command = new Command("demo", Help) { application, again, cores, json };
        day.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var (path, use) = (parsed.GetValue(application)!, DeviceOptions.FirstCores(parsed.GetValue(cores)));
            if (day.IsWanted(parsed))
            {
                var told = day.Read(parsed) with { ProfilesAnew = parsed.GetValue(again) };
                var report = await new DayDemo(path, ApplicationFile.LoadServable(path), use, told).RunAsync(cancellation);
                day.WritePage(parsed, report);
                Write(report, parsed.GetValue(json));
                DayStory.Close(report);
                return report.Lost == 0 ? ExitCode.Ok : ExitCode.Fault;
            }

            var story = await new Demo(path, ApplicationFile.LoadServable(path), use).RunAsync(parsed.GetValue(again), cancellation);
            Write(story, parsed.GetValue(json));
            DemoStory.Close(story);
            return story.PagesAsExpected == story.Pages ? ExitCode.Ok : ExitCode.Fault;
        });
        return command;
    }

    private static void Write<T>(T report, string? file)
    {
        if (file is not null)
        {
            Output.WriteJson(report, file);
        }
    }
}
