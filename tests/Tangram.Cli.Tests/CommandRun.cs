using System.CommandLine;
using System.Diagnostics;
using Tangram.Devices.Workers;

namespace Tangram.Cli.Tests;

/// <summary>What a command line did.</summary>
internal sealed record CommandRun(int ExitCode, string Output, string Error)
{
    /// <summary>The types of all commands.</summary>
    public static IReadOnlyList<Type> Types { get; } =
        [.. typeof(Guard).Assembly.GetTypes().Where(t => t.Namespace == "Tangram.Cli.Commands" && t.GetMethod("Create")?.ReturnType == typeof(Command)).OrderBy(t => t.Name, StringComparer.Ordinal)];

    /// <summary>A root with all commands.</summary>
    public static RootCommand Root()
    {
        var root = new RootCommand();
        foreach (var type in Types)
        {
            root.Add((Command)type.GetMethod("Create")!.Invoke(obj: null, parameters: null)!);
        }

        return root;
    }

    /// <summary>Runs a command in this process; sees only what is written to the writers it is given.</summary>
    public static async Task<CommandRun> Of(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitCode = await Guard.InvokeAsync(Root(), arguments, new InvocationConfiguration { Output = output, Error = error }, TestContext.Current.CancellationToken);
        return new CommandRun(exitCode, output.ToString(), error.ToString().TrimEnd('\n'));
    }

    /// <summary>Runs the program itself; sees everything.</summary>
    public static Task<CommandRun> OfProgram(params string[] arguments) => OfProgram(new Dictionary<string, string>(), string.Empty, arguments);

    /// <summary>Runs the program itself with further environment variables and something to read.</summary>
    public static async Task<CommandRun> OfProgram(IReadOnlyDictionary<string, string> environment, string input, params string[] arguments)
    {
        var start = new ProcessStartInfo(WorkerLocation.DotnetHost, [Path.Combine(AppContext.BaseDirectory, "tangram.dll"), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input.AsMemory(), TestContext.Current.CancellationToken);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new CommandRun(process.ExitCode, await output, (await error).TrimEnd('\n'));
    }
}
