using System.CommandLine;
using Tangram.Cli.Commands.Interference;

namespace Tangram.Cli.Commands;

/// <summary><c>tangram interference WHAT</c>: fits and compares models of how batches slow each other down.</summary>
internal static class InterferenceCommand
{
    public static Command Create() =>
        new("interference", "Fit and compare models of how batches that run beside each other slow each other down\n\nExample:\n  tangram interference evaluate --observations observations.csv --online --html interference.html")
        {
            InterferenceEvaluateCommand.Create(),
            InterferenceFitCommand.Create(),
        };
}
