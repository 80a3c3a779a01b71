using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using Tangram.Cli.Serving;
using Tangram.Core.Files;
using Tangram.Devices.Partitioning;
using Tangram.Devices.Workers;
using Tangram.Planning.Milp;

namespace Tangram.Cli;

/// <summary>Turns what goes wrong in a command into lines on the error stream and an exit code; never a stack trace for a user's mistake.</summary>
internal static partial class Guard
{
    /// <summary>With this environment variable at 1, a fault of ours shows its stack trace.</summary>
    public const string DebugVariable = "TANGRAM_DEBUG";

    // A server that is told to end lets accepted requests finish first; see ServerOptions.DrainTimeout.
    private static readonly TimeSpan TimeToEnd = TimeSpan.FromSeconds(40);

    /// <summary>Parses the command line and runs the command it names; a wrong command line ends with <see cref="ExitCode.WrongInput"/>.</summary>
    public static async Task<int> InvokeAsync(Command root, IReadOnlyList<string> arguments, InvocationConfiguration configuration, CancellationToken cancellationToken = default)
    {
        configuration.EnableDefaultExceptionHandler = false;
        configuration.ProcessTerminationTimeout = TimeToEnd;
        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count == 0)
        {
            return await RunAsync(() => parsed.InvokeAsync(configuration, cancellationToken), configuration.Error);
        }

        foreach (var error in parsed.Errors)
        {
            await configuration.Error.WriteLineAsync(WithoutTypes().Replace(Lines().Replace(error.Message, " "), InWords));
        }

        await configuration.Error.WriteLineAsync($"see '{string.Join(' ', Words(parsed.CommandResult, root))} --help'");
        return ExitCode.WrongInput;
    }

    // What is to be right, in the user's words instead of the runtime's.
    private static string InWords(Match type) => type.Groups["type"].Value is "Int32" or "Int64" ? "; it takes a whole number" : type.Groups["type"].Value is "Double" ? "; it takes a number" : string.Empty;

    [GeneratedRegex(@" as expected type '(?:System\.Nullable`1\[)?System\.(?<type>\w+)\]?'\.?", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WithoutTypes();

    [GeneratedRegex(@"\s*\n\s*", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Lines();

    // The program's own name is the root's, whatever its file is called.
    private static IEnumerable<string> Words(CommandResult result, Command root) =>
        ReferenceEquals(result.Command, root) || result.Parent is not CommandResult above ? ["tangram"] : Words(above, root).Append(result.Command.Name);

    /// <summary>Runs a command that may fail.</summary>
    public static async Task<int> RunAsync(Func<Task<int>> command, TextWriter error)
    {
        try
        {
            return await command();
        }
        catch (Exception exception)
        {
            return Report(exception, error);
        }
    }

    private static int Report(Exception exception, TextWriter error)
    {
        switch (exception)
        {
            case OperationCanceledException:
                error.WriteLine("interrupted");
                return ExitCode.Interrupted;
            case InfeasibleException:
                error.WriteLine(exception.Message);
                return ExitCode.Infeasible;
            case InvalidFileException or IOException or UnauthorizedAccessException or FormatException or ModelFailedException or WorkerStartException or MilpException or PartitioningException:
                error.WriteLine(exception.Message);
                return ExitCode.WrongInput;
            default:
                var isDebug = string.Equals(Environment.GetEnvironmentVariable(DebugVariable), "1", StringComparison.Ordinal);
                error.WriteLine(isDebug
                    ? exception.ToString()
                    : $"this is a fault of tangram: {exception.GetType().Name}: {exception.Message.ReplaceLineEndings(" ")} ({DebugVariable}=1 shows where)");
                return ExitCode.Fault;
        }
    }
}
