using System.CommandLine;
using Tangram.Cli.Interference;
using Tangram.Prediction;
using Tangram.Prediction.Serving;
using Tangram.Prediction.Signals;
using Command = System.CommandLine.Command;

namespace Tangram.Cli.Commands;

/// <summary>The options that choose what predicts slowdowns for the scheduler.</summary>
internal sealed class PredictionOptions
{
    private readonly Option<string> _predictor;
    private readonly Option<string> _signal;
    private readonly Option<double> _coverage;

    /// <summary>The options.</summary>
    /// <param name="predictor">The predictor that holds unless given.</param>
    public PredictionOptions(string predictor)
    {
        var usual = new PredictionChoice { Predictor = predictor };
        _predictor = new Option<string>("--prediction") { Description = $"what predicts how batches slow each other down: {string.Join(", ", PredictorCatalog.Predictors.Names)}; settings after a colon; {predictor} unless given", HelpName = "NAME", DefaultValueFactory = _ => predictor };
        _signal = new Option<string>("--signal") { Description = $"how much what runs beside a batch counts: {string.Join(", ", SignalCatalog.Signals.Names)}; {usual.Signal} unless given", HelpName = "NAME", DefaultValueFactory = _ => usual.Signal };
        _coverage = new Option<double>("--coverage") { Description = FormattableString.Invariant($"how often predicted bounds are to hold; {usual.Coverage} unless given"), HelpName = "C", DefaultValueFactory = _ => usual.Coverage };
    }

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_predictor);
        command.Add(_signal);
        command.Add(_coverage);
        Options.Require(_coverage, c => c is >= 0.5 and <= 0.999, "a number from 0.5 to 0.999");
    }

    /// <summary>What was chosen.</summary>
    /// <exception cref="FormatException">A predictor or a signal has no such name or setting.</exception>
    public PredictionChoice Read(ParseResult parsed) => new()
    {
        Predictor = NamedChoice.One(parsed.GetValue(_predictor)!, _predictor.Name, PredictorCatalog.Predictors).Text,
        Signal = NamedChoice.One(parsed.GetValue(_signal)!, _signal.Name, SignalCatalog.Signals).Text,
        Coverage = parsed.GetValue(_coverage),
    };
}
