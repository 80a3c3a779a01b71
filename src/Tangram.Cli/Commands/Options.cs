using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Tangram.Cli.Commands;

/// <summary>Options that several commands share.</summary>
internal static class Options
{
    /// <summary><c>[APPLICATION]</c>, the OCR example unless given.</summary>
    public static Argument<string> Application() => new("application")
    {
        Description = "application.yaml, or the folder it lies in",
        DefaultValueFactory = _ => Files.ExampleApplication.Path,
        HelpName = "APPLICATION",
    };

    /// <summary><c>--profile FILE</c>.</summary>
    public static Option<string?> Profile() => new("--profile") { Description = "profile.json; unless given, the one kept for this machine", HelpName = "FILE" };

    /// <summary><c>--json [FILE]</c>.</summary>
    public static Option<string?> Json() => new("--json")
    {
        Description = "Write the result as JSON, to FILE or to standard output",
        Arity = ArgumentArity.ZeroOrOne,
        HelpName = "FILE",
    };

    /// <summary><c>--cores N</c>.</summary>
    public static Option<int?> Cores()
    {
        var option = new Option<int?>("--cores") { Description = "Cores to use; unless given, all this process may use", HelpName = "N" };
        option.Validators.Add(result => Require<int?>(result, v => v is null or (>= 1 and <= 1024), "a whole number from 1 to 1024"));
        return option;
    }

    /// <summary>A number above 0.</summary>
    public static Option<double?> Positive(string name, string description, string unit)
    {
        var option = new Option<double?>(name) { Description = description, HelpName = unit };
        option.Validators.Add(result => Require<double?>(result, v => v is null or (> 0 and < 1e9), "a number above 0"));
        return option;
    }

    /// <summary>A fraction from 0 up to, not including, 1.</summary>
    public static Option<double> Fraction(string name, double fallback, string description)
    {
        var option = new Option<double>(name) { Description = string.Create(CultureInfo.InvariantCulture, $"{description}; {fallback} unless given"), HelpName = "FRACTION", DefaultValueFactory = _ => fallback };
        option.Validators.Add(result => Require<double>(result, v => v is >= 0 and < 1, "a number from 0 to below 1"));
        return option;
    }

    private static void Require<T>(OptionResult result, Predicate<T> isRight, string right)
    {
        if (result.Errors.Any() || result.Tokens.Count == 0)
        {
            return;
        }

        if (!isRight(result.GetValueOrDefault<T>()!))
        {
            result.AddError($"{result.Option.Name}: '{result.Tokens[0].Value}' is not {right}");
        }
    }
}
