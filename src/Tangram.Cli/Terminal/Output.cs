using System.Text.Json;
using Spectre.Console;
using Tangram.Core.Files;
using Tangram.Server.Files;

namespace Tangram.Cli.Terminal;

/// <summary>Where commands write: results to standard output, everything else to standard error.</summary>
internal static class Output
{
    private const int RedirectedWidth = 160;

    /// <summary>Results for people.</summary>
    public static IAnsiConsole Results { get; } = Over(Console.Out, Console.IsOutputRedirected);

    /// <summary>Progress and remarks.</summary>
    public static IAnsiConsole Remarks { get; } = Over(Console.Error, Console.IsErrorRedirected);

    /// <summary>A console over a writer; colours and the terminal's width only where it is a terminal.</summary>
    public static IAnsiConsole Over(TextWriter writer, bool isRedirected)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = isRedirected ? AnsiSupport.No : AnsiSupport.Detect,
            Interactive = isRedirected ? InteractionSupport.No : InteractionSupport.Detect,
        });
        if (isRedirected)
        {
            console.Profile.Width = RedirectedWidth;
        }

        return console;
    }

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
