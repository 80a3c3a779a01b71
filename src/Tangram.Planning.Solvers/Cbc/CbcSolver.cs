using System.Diagnostics;
using Tangram.Core.Catalogs;
using Tangram.Planning.Milp;

namespace Tangram.Planning.Solvers.Cbc;

/// <summary>COIN-OR CBC 2.10.8, in a child process, since its asserts abort the process they run in.</summary>
/// <remarks>Thread-safe. One thread and a fixed seed per solve, so that the same model gives the same answer.</remarks>
public sealed class CbcSolver : IMilpSolver, ICatalogued<CbcSolver, IMilpSolver>
{
    /// <summary>What to do where the library is missing.</summary>
    public const string HowToInstall = "apt-get install -y coinor-libcbc3";

    // CBC looks at the clock between steps, some of which are long.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    // Far looser than the tolerance CBC is given, and far tighter than a mistake would be.
    private const double WholeTolerance = 1e-6;

    private readonly CbcPool _pool;

    /// <summary>The solver as installed.</summary>
    public CbcSolver()
        : this(CbcPool.Shared)
    {
    }

    internal CbcSolver(CbcPool pool) => _pool = pool;

    /// <inheritdoc/>
    public static string Name => "cbc";

    /// <inheritdoc/>
    public static string Description => "COIN-OR CBC 2.10.8, of Debian's package coinor-libcbc3";

    /// <summary>Whether CBC's library is installed.</summary>
    public static bool IsInstalled => CbcNative.IsInstalled;

    string IMilpSolver.Name => Name;

    internal bool Installed { get; init; } = IsInstalled;

    /// <summary>Is told of the child once it was asked.</summary>
    internal Action<CbcProcess>? Asked { get; init; }

    /// <inheritdoc/>
    public static IMilpSolver Create(Settings settings) => new CbcSolver();

    /// <inheritdoc/>
    public MilpOutcome Solve(MilpModel model, MilpLimits limits, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(limits);
        cancellationToken.ThrowIfCancellationRequested();
        if (!Installed)
        {
            throw new MilpException($"the MILP solver CBC is not installed: {HowToInstall}");
        }

        var started = Stopwatch.GetTimestamp();
        var child = _pool.Take();
        using var tooLate = new CancellationTokenSource(limits.Time + Grace);
        using var onCancelled = cancellationToken.Register(child.Kill);
        using var onTooLate = tooLate.Token.Register(child.Kill);
        if (Answer(child, model, limits) is not { } answer)
        {
            using (child)
            {
                cancellationToken.ThrowIfCancellationRequested();
                return tooLate.IsCancellationRequested
                    ? new MilpOutcome.TimedOut(Stopwatch.GetElapsedTime(started))
                    : throw new MilpException($"the solver process ended in the middle of a solve ({child.HowItEnded()})");
            }
        }

        // A kill that comes after the answer must not hit whoever takes the child next.
        onCancelled.Dispose();
        onTooLate.Dispose();
        _pool.Give(child);
        return Outcome(model, answer, Stopwatch.GetElapsedTime(started));
    }

    private CbcAnswer? Answer(CbcProcess child, MilpModel model, MilpLimits limits)
    {
        try
        {
            child.Ask(model, limits);
            Asked?.Invoke(child);
            return child.Wait();
        }
        catch
        {
            child.Dispose();
            throw;
        }
    }

    private static MilpOutcome Outcome(MilpModel model, CbcAnswer answer, TimeSpan elapsed) => answer.Kind switch
    {
        CbcAnswerKind.Infeasible => new MilpOutcome.Infeasible(elapsed),
        CbcAnswerKind.TimedOut => new MilpOutcome.TimedOut(elapsed),
        _ when answer.Values.Length != model.Columns.Count => throw new MilpException("the solver answered with values of another model"),
        _ => new MilpOutcome.Solved([.. answer.Values.Select((v, i) => model.Columns[i].IsInteger ? Whole(v) : v)], answer.Objective, answer.Kind == CbcAnswerKind.Optimal, elapsed),
    };

    private static double Whole(double value) => Math.Abs(value - Math.Round(value)) <= WholeTolerance
        ? Math.Round(value)
        : throw new MilpException(FormattableString.Invariant($"the solver gave {value} where a whole number was asked for"));
}
