using System.Text.Json;
using Spectre.Console;
using Tangram.Cli.Files;
using Tangram.Core.Files;

namespace Tangram.Cli.Terminal;

/// <summary>Where commands write: results to standard output, everything else to standard error.</summary>
internal static class Output
{
    /// <summary>Results for people.</summary>
    public static IAnsiConsole Results { get; } = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Out) });

    /// <summary>Progress and remarks.</summary>
    public static IAnsiConsole Remarks { get; } = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });

    /// <summary>Writes a line to standard error, as it is.</summary>
    public static void Say(string line) => Console.Error.WriteLine(line);

    /// <summary>Writes a result as JSON, to a file or, where <paramref name="file"/> is null or <c>-</c>, to standard output.</summary>
    public static void WriteJson<T>(T value, string? file)
    {
        var text = JsonSerializer.Serialize(value, JsonFile.Options) + "\n";
        if (file is null or "-")
        {
            Console.Out.Write(text);
        }
        else
        {
            AtomicFile.WriteAllText(file, text);
        }
    }
}
