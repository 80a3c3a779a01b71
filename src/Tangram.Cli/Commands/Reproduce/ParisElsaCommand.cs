using System.CommandLine;
using Tangram.Cli.Reproductions.Queries;
using Tangram.Cli.Terminal;

namespace Tangram.Cli.Commands.Reproduce;

/// <summary><c>tangram reproduce paris-elsa</c>.</summary>
internal static class ParisElsaCommand
{
    public static Command Create()
    {
        var study = new StudyOptions();
        var usual = new QueryOptions();
        var points = new Option<int>("--points") { Description = FormattableString.Invariant($"loads of each curve; {usual.Points} unless given"), HelpName = "N", DefaultValueFactory = _ => usual.Points };
        var queries = new Option<int>("--queries") { Description = FormattableString.Invariant($"queries to simulate at each load; {usual.Queries} unless given"), HelpName = "N", DefaultValueFactory = _ => usual.Queries };
        var gpus = new Option<int>("--gpus") { Description = FormattableString.Invariant($"how many; {usual.Gpus} unless given"), HelpName = "N", DefaultValueFactory = _ => usual.Gpus };
        Options.Require(points, n => n is >= 2 and <= 1000, "a whole number from 2 to 1000");
        Options.Require(queries, n => n is >= 100 and <= 10_000_000, "a whole number from 100 to 10000000");
        Options.Require(gpus, n => n is >= 1 and <= 64, "a whole number from 1 to 64");
        var command = new Command(
            "paris-elsa",
            "PARIS+ELSA's study: p95 by load and latency-bounded throughput of its designs\n\nExample:\n  tangram reproduce paris-elsa --html queries.html --csv queries.csv") { points, queries, gpus };
        study.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var profiles = study.Profiles(parsed);
            var options = usual with { Points = parsed.GetValue(points), Queries = parsed.GetValue(queries), Gpus = parsed.GetValue(gpus), Seed = parsed.GetValue(study.Seed) };
            var report = await WorkProgress.RunAsync(Output.Remarks, "paris-elsa", progress =>
                Task.Run(() => ParisElsaStudy.Run(ParisElsaStudy.Models, profiles, options, progress, cancellation), cancellation));
            study.Write(parsed, report, QueryTable.Write, QueryPage.Write, QueryCsv.Write);
            return ExitCode.Ok;
        });
        return command;
    }
}
