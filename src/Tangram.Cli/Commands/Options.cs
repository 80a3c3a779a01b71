using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Tangram.Core.Devices;

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
        Require(option, v => v is null or (>= 1 and <= 1024), "a whole number from 1 to 1024");
        return option;
    }

    /// <summary><c>--slices-per-core N</c>.</summary>
    /// <param name="fallback">What holds unless it is given.</param>
    public static Option<int?> SlicesPerCore(string fallback)
    {
        var option = new Option<int?>("--slices-per-core") { Description = $"Slices that each core is cut into, 1, 2 or 4: with 2, the smallest segment is half a core; {fallback} unless given", HelpName = "N" };
        Require(option, v => v is null || CpuDevice.SlicesPerCoreOffered.Contains(v.Value), "1, 2 or 4");
        return option;
    }

    /// <summary>A number above 0.</summary>
    public static Option<double?> Positive(string name, string description, string unit)
    {
        var option = new Option<double?>(name) { Description = description, HelpName = unit };
        Require(option, v => v is null or (> 0 and < 1e9), "a number above 0");
        return option;
    }

    /// <summary>A fraction from 0 up to, not including, 1.</summary>
    public static Option<double> Fraction(string name, double fallback, string description)
    {
        var option = new Option<double>(name) { Description = string.Create(CultureInfo.InvariantCulture, $"{description}; {fallback} unless given"), HelpName = "FRACTION", DefaultValueFactory = _ => fallback };
        Require(option, v => v is >= 0 and < 1, "a number from 0 to below 1");
        return option;
    }

    /// <summary>Refuses values of an option that are not as they should be; text that is no such value at all is refused by the parser.</summary>
    /// <param name="option">The option.</param>
    /// <param name="isRight">What holds of a right value.</param>
    /// <param name="right">The same in words, such as "a number above 0".</param>
    public static void Require<T>(Option<T> option, Predicate<T?> isRight, string right) => option.Validators.Add(result =>
    {
        if (TryGet(result, out T? value) && !isRight(value))
        {
            result.AddError($"{option.Name}: '{string.Join(' ', result.Tokens.Select(t => t.Value))}' is not {right}");
        }
    });

    private static bool TryGet<T>(OptionResult result, out T? value)
    {
        try
        {
            value = result.GetValueOrDefault<T>();
            return true;
        }
        catch (InvalidOperationException)
        {
            // How the parser says within a validator that the text cannot be converted; it reports that itself.
            value = default;
            return false;
        }
    }
}
