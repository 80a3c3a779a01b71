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

    private static readonly TimeSpan LeastTime = TimeSpan.FromMilliseconds(1);

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
        using var tooLate = new CancellationTokenSource(limits.Time + Grace);
        var words = string.Empty;
        for (var attempt = 0; attempt < CbcModel.Attempts; attempt++)
        {
            // At least a moment, as a limit that has run out is none.
            var left = limits.Time - Stopwatch.GetElapsedTime(started);
            var child = _pool.Take();
            if (Try(child, model, limits with { Time = left > LeastTime ? left : LeastTime }, attempt, tooLate.Token, cancellationToken) is { } answer)
            {
                _pool.Give(child);
                return Outcome(model, answer, Stopwatch.GetElapsedTime(started));
            }

            using (child)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (tooLate.IsCancellationRequested)
                {
                    return new MilpOutcome.TimedOut(Stopwatch.GetElapsedTime(started));
                }

                (var isAborted, words) = child.HowItEnded();
                if (!isAborted)
                {
                    break;
                }
            }
        }

        throw new MilpException($"the solver process ended in the middle of a solve ({words})");
    }

    // Null where the child ended instead of answering. A kill that comes after the answer must not hit whoever takes the child next, which
    // disposing of the registrations sees to.
    private CbcAnswer? Try(CbcProcess child, MilpModel model, MilpLimits limits, int attempt, CancellationToken tooLate, CancellationToken cancellationToken)
    {
        using var onCancelled = cancellationToken.Register(child.Kill);
        using var onTooLate = tooLate.Register(child.Kill);
        try
        {
            child.Ask(model, limits, attempt);
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
