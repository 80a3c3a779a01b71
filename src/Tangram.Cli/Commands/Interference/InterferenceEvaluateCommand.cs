using System.CommandLine;
using Tangram.Cli.Interference;
using Tangram.Cli.Terminal;
using Tangram.Core.Files;
using Tangram.Prediction;
using Tangram.Prediction.Evaluation;
using Tangram.Prediction.Signals;
using Tangram.Server.Files;

namespace Tangram.Cli.Commands.Interference;

/// <summary><c>tangram interference evaluate</c>.</summary>
internal sealed class InterferenceEvaluateCommand
{
    private const double UsualSplit = 0.75;
    private const string UsualSignals = "static,ewma:alpha=0.3,overlap";

    private static readonly (string Name, Drift Drift)[] Drifts = [("load", Drift.Load), ("models", Drift.Models), ("concurrency", Drift.Concurrency)];

    private readonly Option<string> _observations = new("--observations") { Description = "batches that ran beside others, as observations.csv", HelpName = "FILE", Required = true };
    private readonly Option<string?> _models = new("--models") { Description = $"models, set apart by commas; settings after a colon, as in name:key=value. All unless given: {string.Join(", ", PredictorCatalog.Predictors.Names)}", HelpName = "A,B,…" };
    private readonly Option<string> _signals = new("--signals") { Description = $"how co-runners that come and go count: of {string.Join(", ", SignalCatalog.Signals.Names)}; {UsualSignals} unless given", HelpName = "A,B,…", DefaultValueFactory = _ => UsualSignals };
    private readonly Option<string?> _learnFrom = new("--learn-from") { Description = "signal that models learn through, such as overlap, known once a batch has ended; the one they predict through unless given", HelpName = "NAME" };
    private readonly Option<double?> _split = new("--split") { Description = "share of the batches, the first, to train on; the others are tested on. 0.75 unless given", HelpName = "FRACTION" };
    private readonly Option<bool> _online = new("--online") { Description = "models that learn online go on learning in the test, from each batch once it was predicted" };
    private readonly Option<double> _coverage = new("--coverage") { Description = "share of batches that a bound shall cover; 0.99 unless given", HelpName = "FRACTION", DefaultValueFactory = _ => 0.99 };
    private readonly Option<string?> _drift = new("--drift") { Description = "train where it is otherwise than where it is tested: load, models or concurrency. Those that learn online learn in the test", HelpName = "WHAT" };
    private readonly Option<string?> _predictor = new("--predictor") { Description = "test this one as well, which 'tangram interference fit' saved; it goes on from what it has learned", HelpName = "FILE" };
    private readonly Option<string?> _json = Options.Json();
    private readonly Option<string?> _html = new("--html") { Description = "write a page with charts to FILE", HelpName = "FILE" };

    public static Command Create()
    {
        var evaluate = new InterferenceEvaluateCommand();
        var command = new Command(
            "evaluate",
            "Train models on a part of the observations and test them on the other\n\nExample:\n  tangram interference evaluate --observations observations.csv --models none,constant,linear-rls --online --html interference.html");
        foreach (var option in (Option[])[evaluate._observations, evaluate._models, evaluate._signals, evaluate._learnFrom, evaluate._split, evaluate._online, evaluate._coverage, evaluate._drift, evaluate._predictor, evaluate._json, evaluate._html])
        {
            command.Add(option);
        }

        Options.Require(evaluate._split, s => s is null or (> 0 and < 1), "a number above 0 and below 1");
        Options.Require(evaluate._coverage, c => c is >= 0.5 and <= 0.999, "a number from 0.5 to 0.999");
        Options.Require(evaluate._drift, d => d is null || Drifts.Any(k => string.Equals(k.Name, d, StringComparison.Ordinal)), "load, models or concurrency");
        command.SetAction(evaluate.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var request = RequestOf(parsed);
        var (report, results) = await WorkProgress.RunAsync(Output.Remarks, "evaluating", progress => Task.Run(() => EvaluationRunner.Run(request, progress, cancellation), cancellation));
        if (parsed.GetValue(_html) is { } page)
        {
            AtomicFile.WriteAllText(page, InterferencePage.Write(report, results));
        }

        var output = parsed.InvocationConfiguration.Output;
        if (parsed.GetResult(_json) is not { Implicit: false })
        {
            InterferenceTable.Write(output, report);
        }
        else if (parsed.GetValue(_json) is { } file and not "-")
        {
            AtomicFile.WriteAllText(file, JsonFile.Write(report));
        }
        else
        {
            await output.WriteAsync(JsonFile.Write(report));
        }

        return ExitCode.Ok;
    }

    private EvaluationRequest RequestOf(ParseResult parsed)
    {
        var drift = parsed.GetValue(_drift) is { } name ? Array.Find(Drifts, d => string.Equals(d.Name, name, StringComparison.Ordinal)).Drift : (Drift?)null;
        if (drift is not null && parsed.GetValue(_split) is not null)
        {
            throw new FormatException("--split: --drift says what is trained on; give one of them");
        }

        return new EvaluationRequest(
            parsed.GetRequiredValue(_observations),
            NamedChoice.List(parsed.GetValue(_models) ?? string.Join(',', PredictorCatalog.Predictors.Names), "--models", PredictorCatalog.Predictors),
            NamedChoice.List(parsed.GetRequiredValue(_signals), "--signals", SignalCatalog.Signals),
            parsed.GetValue(_learnFrom) is { } learnFrom ? NamedChoice.One(learnFrom, "--learn-from", SignalCatalog.Signals) : null,
            parsed.GetValue(_predictor),
            drift,
            parsed.GetValue(_split) ?? UsualSplit,
            parsed.GetValue(_online) || drift is not null,
            parsed.GetValue(_coverage));
    }
}
