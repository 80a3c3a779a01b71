using System.CommandLine;
using Tangram.Cli.Files;
using Tangram.Cli.Reproductions.Days;
using Tangram.Cli.Terminal;

namespace Tangram.Cli.Commands.Reproduce;

/// <summary><c>tangram reproduce jigsaw-fig4</c>.</summary>
internal static class JigsawFigure4Command
{
    public static Command Create()
    {
        var study = new StudyOptions();
        var usual = new DayOptions();
        var points = new Option<int>("--points") { Description = FormattableString.Invariant($"points of the day to simulate, evenly spaced; {usual.Points} unless given"), HelpName = "N", DefaultValueFactory = _ => usual.Points };
        var seconds = new Option<double>("--seconds") { Description = FormattableString.Invariant($"seconds to simulate of each point, after 1 s of warm-up; {usual.Seconds} unless given"), HelpName = "S", DefaultValueFactory = _ => usual.Seconds };
        var gpus = new Option<int>("--gpus") { Description = FormattableString.Invariant($"how many; {usual.Gpus} unless given, as in the paper"), HelpName = "N", DefaultValueFactory = _ => usual.Gpus };
        Options.Require(points, n => n is >= 1 and <= DayShape.Points, FormattableString.Invariant($"a whole number from 1 to {DayShape.Points}"));
        Options.Require(seconds, s => s is > 0 and <= 300, "a number above 0, at most 300");
        Options.Require(gpus, n => n is >= 1 and <= 64, "a whole number from 1 to 64");
        var policies = new PolicyOptions(usual.Policies);
        var command = new Command(
            "jigsaw-fig4",
            "JigsawServe's figure 4: slices, violations and accuracy of its ablations over a day\n\nExample:\n  tangram reproduce jigsaw-fig4 --html day.html --csv day.csv") { points, seconds, gpus };
        study.AddTo(command);
        policies.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var applications = JigsawFigure4.Examples.Select(e => ApplicationFile.Load(ExampleApplication.Of(e))).ToList();
            var profiles = study.Profiles(parsed);
            var options = usual with { Points = parsed.GetValue(points), Seconds = parsed.GetValue(seconds), Gpus = parsed.GetValue(gpus), Seed = parsed.GetValue(study.Seed), Policies = policies.Read(parsed) };
            var report = await WorkProgress.RunAsync(Output.Remarks, "jigsaw-fig4", progress =>
                Task.Run(() => JigsawFigure4.Run(applications, profiles, options, progress, cancellation), cancellation));
            study.Write(parsed, report, DayTable.Write, DayPage.Write, DayCsv.Write);
            return ExitCode.Ok;
        });
        return command;
    }
}
