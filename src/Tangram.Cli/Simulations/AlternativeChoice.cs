using System.Text.RegularExpressions;
using Tangram.Prediction;
using Tangram.Prediction.Serving;
using Tangram.Scheduling;

namespace Tangram.Cli.Simulations;

/// <summary>Reads what <c>--compare</c> says.</summary>
/// <remarks>
/// Entries are set apart by commas, and those of one entry by plus signs, as in <c>elsa,fifs+knee</c>. What follows a comma and is KEY=VALUE with a key that is no role is a
/// setting of the policy before it.
/// </remarks>
internal static partial class AlternativeChoice
{
    private static readonly (string Role, IReadOnlyCollection<string> Names)[] Roles =
    [
        ("dispatch", SchedulingCatalogs.Dispatch.Names), ("batching", SchedulingCatalogs.Batching.Names), ("admission", SchedulingCatalogs.Admission.Names), ("drop", SchedulingCatalogs.Drop.Names),
        ("prediction", PredictorCatalog.Predictors.Names),
    ];

    /// <summary>The alternatives; the policies themselves where nothing is to be compared.</summary>
    /// <param name="text">What <c>--compare</c> says, or null.</param>
    /// <param name="policies">What holds where an alternative says nothing.</param>
    /// <param name="prediction">The same of what predicts.</param>
    /// <exception cref="FormatException">It is not as it should be.</exception>
    public static IReadOnlyList<Alternative> Of(string? text, PolicyChoice policies, PredictionChoice prediction)
    {
        if (text is null)
        {
            return [new Alternative($"{policies.Dispatch}, {policies.Batching}, {policies.Admission}, {policies.Drop}{(prediction.IsAny ? $", {prediction.Predictor}" : string.Empty)}", policies, prediction)];
        }

        var alternatives = Entries(text).Select(entry => Apply(entry, new Alternative(entry, policies, prediction))).ToList();
        if (alternatives.Count < 2)
        {
            throw new FormatException($"--compare: '{text}' is one alternative; give at least two, as in elsa,least-loaded");
        }

        return alternatives.GroupBy(a => (a.Policies, a.Prediction)).FirstOrDefault(g => g.Count() > 1) is { } same
            ? throw new FormatException($"--compare: {string.Join(" and ", same.Select(a => $"'{a.Name}'"))} are the same policies")
            : alternatives;
    }

    private static List<string> Entries(string text)
    {
        var entries = new List<string>();
        foreach (var part in text.Split(','))
        {
            var key = part.Split('=', 2) is [var before, _] && !before.Contains(':', StringComparison.Ordinal) ? before : null;
            if (key is not null && entries.Count > 0 && entries[^1].Contains(':', StringComparison.Ordinal) && !Array.Exists(Roles, r => string.Equals(r.Role, key, StringComparison.Ordinal)))
            {
                entries[^1] += "," + part;
            }
            else
            {
                entries.Add(part);
            }
        }

        return entries;
    }

    private static Alternative Apply(string entry, Alternative alternative)
    {
        foreach (var pair in Joint().Split(entry))
        {
            var role = Array.Find(Roles, r => pair.StartsWith(r.Role + "=", StringComparison.Ordinal)).Role;
            var policy = role is null ? pair : pair[(role.Length + 1)..];
            alternative = With(alternative, role ?? RoleOf(pair), policy);
        }

        try
        {
            _ = alternative.Policies.Create();
            _ = alternative.Prediction.CreateBound();
            return alternative;
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException)
        {
            throw new FormatException($"--compare: {fault.Message.Split(" (Parameter")[0]}", fault);
        }
    }

    private static string RoleOf(string policy)
    {
        var name = policy.Split(':')[0];
        var roles = Roles.Where(r => r.Names.Contains(name, StringComparer.Ordinal)).Select(r => r.Role).ToList();
        return roles switch
        {
            [var only] => only,
            [] => throw new FormatException($"--compare: no policy is called '{name}'; known: {string.Join("; ", Roles.Select(r => $"{r.Role} {string.Join(", ", r.Names)}"))}"),
            _ => throw new FormatException($"--compare: '{name}' is the name of policies of {string.Join(" and ", roles)}; say which, as in {roles[0]}={name}"),
        };
    }

    private static Alternative With(Alternative alternative, string role, string policy) => role switch
    {
        "dispatch" => alternative with { Policies = alternative.Policies with { Dispatch = policy } },
        "batching" => alternative with { Policies = alternative.Policies with { Batching = policy } },
        "admission" => alternative with { Policies = alternative.Policies with { Admission = policy } },
        "drop" => alternative with { Policies = alternative.Policies with { Drop = policy } },
        _ => alternative with { Prediction = alternative.Prediction with { Predictor = policy } },
    };

    // A plus sign before a letter; that of a number such as 1e+5 is not meant.
    [GeneratedRegex(@"\+(?=[a-z])", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Joint();
}
