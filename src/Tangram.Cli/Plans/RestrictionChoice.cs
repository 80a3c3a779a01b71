using Tangram.Core.Applications;
using Tangram.Core.Devices;
using Tangram.Core.Files;
using Tangram.Planning;

namespace Tangram.Cli.Plans;

/// <summary>What <c>--pin</c>, <c>--forbid</c> and <c>--forbid-segment</c> say.</summary>
internal static class RestrictionChoice
{
    /// <summary>Reads them.</summary>
    /// <param name="applications">The applications there are.</param>
    /// <param name="inventory">The devices there are.</param>
    /// <param name="pins">Texts <c>APP/TASK=VARIANT</c>; <c>TASK=VARIANT</c> where there is one application. Several for a task: any of them.</param>
    /// <param name="forbids">Texts <c>VARIANT</c>, or the same with a task.</param>
    /// <param name="segments">Texts <c>PROFILE</c> or <c>MODEL/PROFILE</c>.</param>
    /// <exception cref="InvalidFileException">What they name is not there.</exception>
    public static Restrictions Of(IReadOnlyList<Application> applications, Inventory inventory, IReadOnlyList<string> pins, IReadOnlyList<string> forbids, IReadOnlyList<string> segments)
    {
        var only = pins.SelectMany(p => Read(applications, "--pin", p, needsTask: true)).GroupBy(p => (p.Application, p.Task), p => p.Variant)
            .Select(g => new TaskRestriction(g.Key.Application, g.Key.Task) { Only = [.. g] });
        var never = forbids.SelectMany(f => Read(applications, "--forbid", f, needsTask: false))
            .Select(f => new TaskRestriction(f.Application, f.Task) { Never = [f.Variant] });
        return Restrictions.None.And(only.Concat(never)) with { Profiles = segments.Count == 0 ? null : Left(inventory, segments) };
    }

    private static IEnumerable<(string Application, string Task, string Variant)> Read(IReadOnlyList<Application> applications, string option, string text, bool needsTask)
    {
        var (place, variant) = text.Split('=', 2) is [var left, var right] ? (left, right) : (null, text);
        if (needsTask && place is null)
        {
            throw new InvalidFileException($"{option}: '{text}' is not {(applications.Count == 1 ? "[APPLICATION/]TASK" : "APPLICATION/TASK")}=VARIANT");
        }

        var tasks = Tasks(applications, option, place);
        var found = tasks.Where(t => t.Task.Variants.Any(v => string.Equals(v.Name, variant, StringComparison.Ordinal))).ToList();
        return found.Count > 0
            ? found.Select(t => (t.Application, t.Task.Name, variant))
            : throw new InvalidFileException($"{option}: no variant{(place is null ? string.Empty : $" of {place}")} is called '{variant}'; known: {string.Join(", ", tasks.SelectMany(t => t.Task.Variants).Select(v => v.Name).Distinct(StringComparer.Ordinal))}");
    }

    private static List<(string Application, ApplicationTask Task)> Tasks(IReadOnlyList<Application> applications, string option, string? place)
    {
        var all = applications.SelectMany(a => a.Tasks.Select(t => (Application: a.Name, Task: t))).ToList();
        if (place is null)
        {
            return all;
        }

        var found = all.FindAll(t => string.Equals($"{t.Application}/{t.Task.Name}", place, StringComparison.Ordinal) || (applications.Count == 1 && string.Equals(t.Task.Name, place, StringComparison.Ordinal)));
        return found.Count > 0
            ? found
            : throw new InvalidFileException($"{option}: no task is called '{place}'; known: {string.Join(", ", all.Select(t => $"{t.Application}/{t.Task.Name}"))}");
    }

    private static HashSet<string> Left(Inventory inventory, IReadOnlyList<string> segments)
    {
        var left = inventory.Pools.SelectMany(p => p.Model.Profiles.Select(s => $"{p.Model.Name}/{s.Name}")).ToHashSet(StringComparer.Ordinal);
        var all = left.Order(StringComparer.Ordinal).ToList();
        foreach (var text in segments)
        {
            var named = all.FindAll(s => string.Equals(s, text, StringComparison.Ordinal) || s.EndsWith($"/{text}", StringComparison.Ordinal));
            if (named.Count == 0)
            {
                throw new InvalidFileException($"--forbid-segment: no partition profile is called '{text}'; known: {string.Join(", ", all)}");
            }

            left.ExceptWith(named);
        }

        return left;
    }
}
