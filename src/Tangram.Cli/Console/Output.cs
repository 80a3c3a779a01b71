using System.Text.Json;
using Spectre.Console;
using Tangram.Cli.Files;
using Tangram.Core.Files;

namespace Tangram.Cli.Console;

/// <summary>Where commands write: results to standard output, everything else to standard error.</summary>
internal static class Output
{
    /// <summary>Results for people.</summary>
    public static IAnsiConsole Results { get; } = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(System.Console.Out) });

    /// <summary>Progress and remarks.</summary>
    public static IAnsiConsole Remarks { get; } = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(System.Console.Error) });

    /// <summary>Writes a line to standard error, as it is.</summary>
    public static void Say(string line) => System.Console.Error.WriteLine(line);

    /// <summary>Writes a result as JSON, to a file or, where <paramref name="file"/> is null or <c>-</c>, to standard output.</summary>
    public static void WriteJson<T>(T value, string? file)
    {
        var text = JsonSerializer.Serialize(value, JsonFile.Options) + "\n";
        if (file is null or "-")
        {
            System.Console.Out.Write(text);
        }
        else
        {
            AtomicFile.WriteAllText(file, text);
        }
    }
}
