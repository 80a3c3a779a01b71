using Tangram.Cli.Serving;
using Tangram.Core.Files;
using Tangram.Devices.Workers;

namespace Tangram.Cli;

/// <summary>Turns what a command throws into lines on standard error and an exit code: never a stack trace for a user's mistake.</summary>
internal static class Guard
{
    /// <summary>Runs a command.</summary>
    public static int Run(Func<int> command) => RunAsync(() => Task.FromResult(command())).GetAwaiter().GetResult();

    /// <summary>Runs a command.</summary>
    public static async Task<int> RunAsync(Func<Task<int>> command)
    {
        try
        {
            return await command();
        }
        catch (InfeasibleException fault)
        {
            return Say(fault.Message, ExitCode.NoFeasiblePlan);
        }
        catch (Exception fault) when (fault is InvalidFileException or FormatException or ArgumentException or UnauthorizedAccessException or IOException or ModelFailedException or WorkerStartException)
        {
            return Debug(fault) ?? Say(fault.Message, ExitCode.BadInput);
        }
        catch (OperationCanceledException)
        {
            return Say("interrupted", ExitCode.Interrupted);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            return Debug(fault) ?? Say($"a fault of tangram's own: {fault.Message.ReplaceLineEndings(" ")} (TANGRAM_DEBUG=1 shows where)", ExitCode.Failed);
        }
    }

    private static int Say(string message, int code)
    {
        System.Console.Error.WriteLine(message);
        return code;
    }

    private static int? Debug(Exception fault) =>
        Environment.GetEnvironmentVariable("TANGRAM_DEBUG") is "1" ? Say(fault.ToString(), ExitCode.Failed) : null;
}
