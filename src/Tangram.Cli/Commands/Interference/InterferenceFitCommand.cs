using System.CommandLine;
using Tangram.Cli.Files;
using Tangram.Cli.Interference;
using Tangram.Cli.Terminal;
using Tangram.Core.Files;
using Tangram.Prediction;
using Tangram.Prediction.Evaluation;
using Tangram.Prediction.Signals;
using Tangram.Profiling;

namespace Tangram.Cli.Commands.Interference;

/// <summary><c>tangram interference fit</c>.</summary>
internal static class InterferenceFitCommand
{
    private const double ShareOfReading = 0.5;

    public static Command Create()
    {
        var observations = new Option<string>("--observations") { Description = "batches that ran beside others, as observations.csv", HelpName = "FILE", Required = true };
        var model = new Option<string>("--model") { Description = $"the model: {string.Join(", ", PredictorCatalog.Predictors.Names)}; settings after a colon, as in name:key=value", HelpName = "NAME", Required = true };
        var signal = new Option<string>("--signal") { Description = $"how co-runners that come and go count: {string.Join(", ", SignalCatalog.Signals.Names)}; overlap unless given", HelpName = "NAME", DefaultValueFactory = _ => "overlap" };
        var output = new Option<string>("--output") { Description = "where to write the fitted model, as JSON", HelpName = "FILE", Required = true };
        var command = new Command(
            "fit",
            "Fit a model to observations and save it\n\nExample:\n  tangram interference fit --observations observations.csv --model linear-rls --signal overlap --output predictor.json") { observations, model, signal, output };
        command.SetAction(async (parsed, cancellation) =>
        {
            var chosen = NamedChoice.One(parsed.GetRequiredValue(model), "--model", PredictorCatalog.Predictors);
            var weighed = NamedChoice.One(parsed.GetRequiredValue(signal), "--signal", SignalCatalog.Signals);
            var file = parsed.GetRequiredValue(observations);
            var (saved, error) = await WorkProgress.RunAsync(Output.Remarks, "fitting", progress => Task.Run(() => Fit(file, chosen, weighed, progress, cancellation), cancellation));
            PredictorFile.Save(parsed.GetRequiredValue(output), saved);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(
                $"{chosen.Name} with {weighed.Name}, fitted to {saved.Batches:#,0} batches, on which it is wrong by {InterferenceTable.Percent(error)} on average; written to {parsed.GetRequiredValue(output)}");
            return ExitCode.Ok;
        });
        return command;
    }

    private static (SavedPredictor Saved, double Error) Fit(string file, NamedChoice model, NamedChoice signal, IProgress<WorkStep> progress, CancellationToken cancellation)
    {
        var observations = ObservationFile.Load(file, share => progress.Report(new WorkStep(share * ShareOfReading, "reading")));
        var predictor = PredictorCatalog.Predictors.Create(model.Text);
        try
        {
            var error = Fitting.Run(
                predictor, SignalCatalog.Signals.Create(signal.Text), observations, share => progress.Report(new WorkStep(ShareOfReading + (share * (1 - ShareOfReading)), "learning")), cancellation);
            return (new SavedPredictor(JsonFile.Version, model.Text, signal.Text, observations.Count, predictor.Save()), error);
        }
        catch (InvalidFileException fault)
        {
            throw new InvalidFileException($"{file}: {fault.Message}", fault);
        }
    }
}
