using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using Tangram.Cli.Files;
using Tangram.Cli.Terminal;
using Tangram.Core.Accuracy;
using Tangram.Core.Files;
using Tangram.Profiling;
using Tangram.Server.Files;

namespace Tangram.Cli.Commands;

/// <summary><c>tangram evaluate [APPLICATION]</c>: measures accuracy and fan-out on labelled items.</summary>
internal static class EvaluateCommand
{
    public static Command Create()
    {
        var application = Options.Application();
        var json = Options.Json();
        var cores = Options.Cores();
        var command = new Command("evaluate", "Measure the accuracy of every combination of variants on labelled items, and keep it beside the application\n\nExample:\n  tangram evaluate examples/ocr") { application, json, cores };
        command.SetAction(async (parsed, cancellation) =>
        {
            var app = ApplicationFile.LoadServable(parsed.GetValue(application)!);
            var evaluation = app.Evaluation ?? throw new InvalidFileException($"application '{app.Name}' has no section 'evaluation'; it names the folder of labelled items and the file to write");
            var evaluator = new Evaluator(app, DeviceOptions.FirstCores(parsed.GetValue(cores)));
            var table = await WorkProgress.RunAsync(Output.Remarks, $"evaluating {app.Name}", progress => evaluator.EvaluateAsync(progress, cancellation));
            AtomicFile.WriteAllText(evaluation.AccuracyFile, JsonFile.Write(table));
            if (parsed.GetResult(json) is not null)
            {
                Output.WriteJson(table, parsed.GetValue(json));
            }
            else
            {
                Write(table);
            }

            Output.Remarks.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"written to {evaluation.AccuracyFile}");
            return ExitCode.Ok;
        });
        return command;
    }

    private static void Write(AccuracyTable table)
    {
        var tasks = new Table().Border(TableBorder.Rounded).Title("Variants, each with the best of all other tasks").AddColumns("task", "variant");
        foreach (var column in (string[])["exact lines", "relative accuracy", "fan-out"])
        {
            tasks.AddColumn(new TableColumn(column).RightAligned());
        }

        foreach (var task in table.Tasks)
        {
            foreach (var v in task.Variants)
            {
                tasks.AddRow(task.Task, v.Variant, Percent(v.Accuracy), Number(v.RelativeAccuracy, "F3"), Number(v.FanOut, "F2"));
            }

            if (task.SkipAccuracy is { } skip)
            {
                tasks.AddRow(task.Task, "(left out)", Percent(skip), Number(skip / Math.Max(skip, task.Variants.Max(v => v.Accuracy)), "F3"), "1");
            }
        }

        Output.Results.Write(tasks);
        Output.Results.Write(Combinations(table));
        Output.Results.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"{table.Items} items, {table.Lines} lines, {table.Combinations.Count} combinations");
    }

    private static Table Combinations(AccuracyTable table)
    {
        var combinations = new Table().Border(TableBorder.Rounded).Title("Combinations, end to end").AddColumns([.. table.Tasks.Select(t => t.Task)]);
        combinations.AddColumn(new TableColumn("exact lines").RightAligned()).AddColumn(new TableColumn("character errors").RightAligned());
        foreach (var c in table.Combinations)
        {
            combinations.AddRow([.. table.Tasks.Select(t => c.Variants[t.Task] ?? "(left out)"), Percent(c.ExactLines), Percent(c.CharacterErrorRate)]);
        }

        return combinations;
    }

    private static string Percent(double share) => Number(share * 100, "F1") + " %";

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
