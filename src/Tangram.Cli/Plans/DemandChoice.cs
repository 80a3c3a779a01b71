using System.Globalization;
using Tangram.Core.Applications;
using Tangram.Core.Files;
using Tangram.Planning;

namespace Tangram.Cli.Plans;

/// <summary>What <c>--demand</c> says: a demand for every application, or for some by name.</summary>
/// <param name="ForAll">Requests per second of every application that is not named; null where that is not said.</param>
/// <param name="ByApplication">Requests per second by application.</param>
internal sealed record DemandChoice(double? ForAll, IReadOnlyDictionary<string, double> ByApplication)
{
    /// <summary>Reads the texts given.</summary>
    /// <param name="texts">What was given.</param>
    /// <param name="option">The option that gave it; for messages.</param>
    /// <exception cref="FormatException">One of them is not as it should be.</exception>
    public static DemandChoice Parse(IReadOnlyList<string> texts, string option = "--demand")
    {
        double? forAll = null;
        var named = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            var isNumber = double.TryParse(text[(text.IndexOf('=', StringComparison.Ordinal) + 1)..], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value);
            if (text.Split('=', 2) is not [var application, _])
            {
                forAll = !isNumber || value <= 0 ? throw new FormatException($"{option}: '{text}' is not a number above 0")
                    : forAll is null ? value
                    : throw new FormatException($"{option}: gives a number for every application twice; name the applications, as APPLICATION=R");
            }
            else if (!isNumber || value < 0)
            {
                throw new FormatException($"{option}: '{text}' is not APPLICATION=R with a number of at least 0");
            }
            else if (!named.TryAdd(application, value))
            {
                throw new FormatException($"{option}: gives '{application}' twice; once is enough");
            }
        }

        return new DemandChoice(forAll, named);
    }

    /// <summary>The demand of an application; null where neither option nor file says one.</summary>
    public double? Of(Application application) => ByApplication.TryGetValue(application.Name, out var own) ? own : ForAll ?? application.Demand;

    /// <summary>The applications with their demands, and whether the largest is to be found.</summary>
    /// <param name="applications">The applications.</param>
    /// <param name="isLargestAsked">Whether the user asks for the largest; one application without a demand gets it too.</param>
    /// <exception cref="InvalidFileException">An application named is not there, or one of several has no demand.</exception>
    public (IReadOnlyList<ApplicationDemand> Demands, bool IsLargest) Apply(IReadOnlyList<Application> applications, bool isLargestAsked)
    {
        if (ByApplication.Keys.FirstOrDefault(name => !applications.Any(a => string.Equals(a.Name, name, StringComparison.Ordinal))) is { } unknown)
        {
            throw new InvalidFileException($"--demand: no application is called '{unknown}'; there {(applications.Count == 1 ? "is" : "are")} {string.Join(", ", applications.Select(a => a.Name))}");
        }

        if (applications is [var only])
        {
            var isLargest = isLargestAsked || Of(only) is null;
            return ([new ApplicationDemand(only, isLargest ? 1 : Of(only)!.Value)], isLargest);
        }

        var without = applications.Where(a => Of(a) is null).Select(a => a.Name).ToList();
        return without.Count == 0
            ? ([.. applications.Select(a => new ApplicationDemand(a, Of(a)!.Value))], isLargestAsked)
            : throw new InvalidFileException($"{string.Join(", ", without)} {(without.Count == 1 ? "has" : "have")} no demand; give it with --demand {without[0]}=R, or as 'demand: R' in the application's file");
    }
}
