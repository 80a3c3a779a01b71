using System.CommandLine;
using Tangram.Cli.Colocations;
using Tangram.Cli.Files;
using Tangram.Cli.Reproductions.Slowdowns;
using Tangram.Cli.Simulations;
using Tangram.Cli.Terminal;
using Tangram.Profiling.Colocations;

namespace Tangram.Cli.Commands.Reproduce;

/// <summary><c>tangram reproduce interference-fig5</c>.</summary>
internal sealed class InterferenceFigure5Command
{
    private const string UsualDuration = "90";

    private readonly Option<string?> _observations = new("--observations") { Description = "take the observations of a recording, such as 'tangram profile --colocate' makes, instead of measuring", HelpName = "FILE" };
    private readonly Option<string> _duration = new("--duration") { Description = $"how long to measure once the workers are warm, such as 90, 10m or 1h; {UsualDuration} s unless given", HelpName = "TIME", DefaultValueFactory = _ => UsualDuration };
    private readonly Option<int?> _cores = Options.Cores();
    private readonly Option<string?> _output = new("--output") { Description = "where to write the observations measured; unless given, beside the page or the CSV, else beside this machine's profiles", HelpName = "FILE" };
    private readonly ReportOptions _report = new();

    public static Command Create()
    {
        var figure = new InterferenceFigure5Command();
        var command = new Command(
            InterferenceFigure5.Name,
            "Figure 5 of \"ML Inference Scheduling with Predictable Latency\": signals of changing co-locations, and learning after a change, on batches measured now\n\nExample:\n  tangram reproduce interference-fig5 --html fig5.html --csv fig5.csv")
        {
            figure._observations, figure._duration, figure._cores, figure._output,
        };
        figure._report.AddTo(command);
        Options.Require(figure._duration, t => t is not null && TimeText.TryParse(t, out var time) && time > TimeSpan.Zero, "a time above 0 such as 90, 10m or 1h");
        command.Validators.Add(result =>
        {
            if (result.GetResult(figure._observations) is { Implicit: false })
            {
                foreach (var option in ((Option[])[figure._duration, figure._cores, figure._output]).Where(o => result.GetResult(o) is { Implicit: false }))
                {
                    result.AddError($"{option.Name} does not go with --observations, with which nothing is measured");
                }
            }
        });
        command.SetAction(figure.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var source = parsed.GetValue(_observations) is { } recording ? new SlowdownSource(recording, Measured: null) : await MeasureAsync(parsed, cancellation);
        var report = await WorkProgress.RunAsync(Output.Remarks, InterferenceFigure5.Name, progress =>
            Task.Run(() => InterferenceFigure5.Run(ObservationFile.Load(source.File), source, progress, cancellation), cancellation));
        _report.Write(parsed, report, SlowdownTable.Write, SlowdownPage.Write, SlowdownCsv.Write);
        return ExitCode.Ok;
    }

    private async Task<SlowdownSource> MeasureAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var application = ApplicationFile.LoadServable(ExampleApplication.Path);
        var effort = ColocationEffort.Full with { Duration = TimeText.Parse(parsed.GetRequiredValue(_duration), _duration.Name) };
        var cores = DeviceOptions.FirstCores(parsed.GetValue(_cores));
        foreach (var file in _report.Files(parsed))
        {
            ObservationFile.RequireWritable(file);
        }

        // Beside the report, by its name.
        var beside = _report.Files(parsed).FirstOrDefault();
        var output = parsed.GetValue(_output) ?? (beside is null ? null : Path.ChangeExtension(beside, ".observations.csv"));
        var summary = await ColocationMeasuring.RunAsync(application, effort, cores, output, cancellation);
        return new SlowdownSource(summary.Observations, new SlowdownMeasurement(summary.Application, summary.Machine, summary.Cores, summary.Seconds, summary.OthersShare));
    }
}
