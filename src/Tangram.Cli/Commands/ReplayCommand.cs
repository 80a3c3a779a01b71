using System.CommandLine;
using System.Globalization;
using Tangram.Cli.Plans;
using Tangram.Core.Files;
using Tangram.Scheduling.Logging;

namespace Tangram.Cli.Commands;

/// <summary><c>tangram replay LOG [OTHER]</c>: decides a log again, or compares two.</summary>
internal static class ReplayCommand
{
    public static Command Create()
    {
        var log = new Argument<string>("log") { Description = "a decision log, as 'tangram simulate --log' and 'tangram serve --log' write it", HelpName = "LOG" };
        var other = new Argument<string?>("other") { Description = "another to compare it with, instead of deciding it again", HelpName = "OTHER", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("replay", "Decide a log again from its events and show the first decision that differs, or the first line in which two logs do\n\nExample:\n  tangram replay decisions.jsonl") { log, other };
        command.SetAction((parsed, cancellation) => Task.Run(
            () => parsed.GetValue(other) is { } second
                ? Compare(parsed.GetValue(log)!, second, parsed.InvocationConfiguration.Output, cancellation)
                : Decide(parsed.GetValue(log)!, parsed.InvocationConfiguration.Output, cancellation),
            cancellation));
        return command;
    }

    private static int Decide(string file, TextWriter output, CancellationToken cancellation)
    {
        using var log = Open(file);
        var outcome = Replay.Run(log, file, cancellation);
        if (outcome.Difference is { } difference)
        {
            output.WriteLine($"{file}: line {Number(difference.Line)}: decided otherwise now, after {Figures.Count(outcome.Decisions, "decision")} that are the same");
            Show(output, difference, "log", "now", "nothing is decided");
            return ExitCode.Different;
        }

        output.WriteLine($"{file}: {Figures.Count(outcome.Decisions, "decision")} on {Figures.Count(outcome.Events, "event")} are the same");
        return ExitCode.Ok;
    }

    private static int Compare(string first, string second, TextWriter output, CancellationToken cancellation)
    {
        using var left = Open(first);
        using var right = Open(second);
        var comparison = LogComparison.Of(left, first, right, second, cancellation);
        if (!comparison.AreHeadersSame)
        {
            output.WriteLine("the headers differ: other policies, or another layout");
        }

        if (comparison.Difference is { } difference)
        {
            output.WriteLine($"line {Number(difference.Line)} differs, after {Figures.Count(comparison.Lines, "line")} that are the same");
            Show(output, difference, first, second, "the log ends");
        }
        else
        {
            output.WriteLine($"{Figures.Count(comparison.Lines, "line")} after the header are the same");
        }

        return comparison is { AreHeadersSame: true, Difference: null } ? ExitCode.Ok : ExitCode.Different;
    }

    private static void Show(TextWriter output, LogDifference difference, string first, string second, string nothing)
    {
        output.WriteLine($"  before: {difference.Before}");
        output.WriteLine($"  {first}: {difference.Logged ?? nothing}");
        output.WriteLine($"  {second}: {difference.Other ?? nothing}");
    }

    private static string Number(long line) => line.ToString(CultureInfo.InvariantCulture);

    private static FileStream Open(string file) => File.Exists(file)
        ? File.OpenRead(file)
        : throw new InvalidFileException(file, [new Fault(string.Empty, "there is no such log; 'tangram simulate --log FILE' writes one")]);
}
