using System.Globalization;
using static Tangram.Cli.Reproductions.Slowdowns.ChangeStudy;

namespace Tangram.Cli.Reproductions.Slowdowns;

/// <summary>What the paper says of its figure, whether it holds of our observations, and the figures by which it does or does not.</summary>
internal static class SlowdownComparison
{
    /// <summary>From how much more error on a model counts as broken [N].</summary>
    public const double Breaks = 0.25;

    private const string Untold = "cannot be told";

    /// <summary>Compares.</summary>
    public static IReadOnlyList<ComparedFigure> Of(SignalReport signals, IReadOnlyList<ChangeReport> changes) =>
    [
        Dynamics(signals),
        Averages(signals),
        .. changes.Where(c => !IsStart(c.Change)).Select(Broken),
        Convergence(changes),
    ];

    /// <summary>A share as people read it.</summary>
    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.0} %");

    /// <summary>What a change is of.</summary>
    public static string Named(string change) => string.Equals(change, "models", StringComparison.Ordinal) ? "model set" : change;

    private static ComparedFigure Dynamics(SignalReport signals)
    {
        var (paper, name) = ("above 60 % in some cases [P]", "Error where changes are ignored");
        if (signals.Worst is not { } worst)
        {
            return new ComparedFigure(name, paper, Untold, signals.Changed == 0
                ? "no co-location changed while a batch of the test ran"
                : FormattableString.Invariant($"no pair of variants with {SignalStudy.LeastOfPair} batches that changed is predicted better with exact overlap"));
        }

        var holds = worst.StaticError > SignalStudy.Beyond;
        return new ComparedFigure(
            name,
            paper,
            $"{Verdict(holds)}: up to {Percent(worst.StaticError)}",
            $"worst is {worst.Variant} beside {worst.CoVariant}, wrong by {Percent(worst.StaticError)} with static and {Percent(worst.OverlapError)} with exact overlap ({worst.Model}, {Count(worst.Batches)}); "
            + $"of all {Count(signals.Changed)} that changed, {Percent(signals.StaticBeyond)} are wrong by more than 60 % with static and {Percent(signals.OverlapBeyond)} with exact overlap ({Offline})"
            + (holds ? string.Empty : string.Create(CultureInfo.InvariantCulture, $", and 95 % are slowed down by no more than {signals.ChangedP95Slowdown:0.00}, which leaves a static signal less to be wrong by")));
    }

    private static ComparedFigure Averages(SignalReport signals)
    {
        var (paper, name) = ("lowers the error, does not remove it [P]", "Moving average (EWMA)");
        return signals.Averages.Count == 0
            ? new ComparedFigure(name, paper, Untold, "too few co-locations changed while a batch of the test ran")
            : new ComparedFigure(name, paper, Verdict([.. signals.Averages.Select(LowersAndLeaves)]), string.Join("; ", signals.Averages.Select(Sentence)));
    }

    private static bool? LowersAndLeaves(AverageEffect effect) => (effect.Lowers.IsMore, effect.Leaves.IsMore) switch
    {
        (false, _) or (_, false) => false,
        (true, true) => true,
        _ => null,
    };

    private static string Sentence(AverageEffect effect) =>
        $"{effect.Model}: {Percent(effect.Lowers.First)} with static, {Percent(effect.Lowers.Second)} with {effect.Signal}, the best of five on these batches ({Told(effect.Lowers, "less", "more")}), {Percent(effect.Leaves.Second)} with exact overlap ({Told(effect.Leaves, "less again", "more than with the average")})";

    private static string Told(PairedErrors pair, string less, string more) =>
        $"{(pair.IsMore switch { true => less, false => more, null => "not told apart" })}, {Percent(-pair.Difference)} ± {Percent(pair.HalfWidth)}";

    private static ComparedFigure Broken(ChangeReport change)
    {
        var (paper, name) = ("static models break [P]", $"Changed {Named(change.Change)}");
        if (change.Refitted is not { } refitted)
        {
            return new ComparedFigure(name, paper, Untold, change.Refused is { } why ? $"the recording {why}" : "there are too few batches after the change to fit a model to");
        }

        var more = refitted.Second > 0 ? (refitted.First / refitted.Second) - 1 : 0;
        var holds = refitted.IsMore is true && more >= Breaks;
        var online = change.Of(Recursive)!;
        return new ComparedFigure(
            name,
            paper,
            $"{Verdict(holds)}: {Percent(refitted.First)}, refitted {Percent(refitted.Second)}",
            string.Create(CultureInfo.InvariantCulture, $"{Offline} fitted before the change is wrong by {Math.Abs(more) * 100:0} % {(more < 0 ? "less" : "more")} than fitted after it, on the same last {refitted.Batches:#,0} batches")
            + $" (difference {Percent(refitted.Difference)} ± {Percent(refitted.HalfWidth)}; broken from {Percent(Breaks)} more that are told apart [N]); {Recursive}, which goes on learning, ends at {Percent(online.FinalError)}");
    }

    private static ComparedFigure Convergence(IReadOnlyList<ChangeReport> changes)
    {
        var told = changes.Where(c => c.Refused is null).Select(c => (c.Change, Rls: c.Of(Recursive)!.UpdatesToLinear, Sgd: c.Of(Gradient)!.UpdatesToLinear)).ToList();
        return new ComparedFigure(
            "RLS against SGD",
            "RLS converges faster [P]",
            Verdict([.. told.Select(t => IsEarlier(t.Rls, t.Sgd))]),
            $"updates until within 10 % of what the better of both ends at, RLS against SGD: {string.Join(", ", told.Select(t => $"{Updates(t.Rls)} against {Updates(t.Sgd)} ({t.Change})"))}{(told.Exists(t => t.Rls == t.Sgd) ? "; where both are equal there is nothing to tell" : string.Empty)}");
    }

    // Null where neither is ahead.
    private static bool? IsEarlier(int? one, int? other) => one == other ? null : (one ?? int.MaxValue) < (other ?? int.MaxValue);

    private static string Verdict(bool holds) => holds ? "holds" : "does not hold";

    private static string Verdict(IReadOnlyList<bool?> cases)
    {
        var (holding, told) = (cases.Count(c => c is true), cases.Count(c => c is not null));
        return told == 0 ? Untold
            : holding == told ? (told == cases.Count ? "holds" : FormattableString.Invariant($"holds in {holding} of {cases.Count}, the rest not told apart"))
            : holding == 0 ? "does not hold"
            : FormattableString.Invariant($"holds in {holding} of {cases.Count}");
    }

    private static string Updates(int? updates) => updates?.ToString("#,0", CultureInfo.InvariantCulture) ?? "never";

    private static string Count(int batches) => string.Create(CultureInfo.InvariantCulture, $"{batches:#,0} {(batches == 1 ? "batch" : "batches")}");
}
