using System.Globalization;
using System.Runtime.InteropServices;
using Tangram.Planning.Milp;

namespace Tangram.Planning.Solvers.Cbc;

/// <summary>Hands a model to CBC and reads its answer. Runs in the child process only: CBC's asserts abort.</summary>
internal static class CbcModel
{
    // Tighter than CBC's own 1e-7 and 1e-6, since the problem counts in nine digits.
    private const string PrimalTolerance = "1e-9";
    private const string IntegerTolerance = "1e-9";

    // What CBC 2.10.8 stumbles over depends on how it goes about a model: every attempt takes a plainer way.
    private static readonly (string Name, string Value)[][] Ways =
    [
        [],
        [("preprocess", "off")],
        [("preprocess", "off"), ("heuristicsOnOff", "off"), ("cutsOnOff", "off"), ("strongBranching", "0")],
    ];

    /// <summary>In how many ways a model can be solved.</summary>
    public static int Attempts => Ways.Length;

    /// <summary>Solves.</summary>
    /// <param name="model">The model.</param>
    /// <param name="limits">When to stop.</param>
    /// <param name="attempt">How often it was tried already, in another way each time.</param>
    public static CbcAnswer Solve(MilpModel model, MilpLimits limits, int attempt)
    {
        var native = CbcNative.NewModel();
        try
        {
            Load(native, model);
            foreach (var (name, value) in Parameters(limits).Concat(Ways[Math.Clamp(attempt, 0, Attempts - 1)]))
            {
                CbcNative.SetParameter(native, name, value);
            }

            _ = CbcNative.Solve(native);
            return Answer(native, model.Columns.Count, limits.Gap);
        }
        finally
        {
            CbcNative.DeleteModel(native);
        }
    }

    private static (string Name, string Value)[] Parameters(MilpLimits limits) =>
    [
        ("log", "0"),
        ("randomC", "1"),
        ("primalT", PrimalTolerance),
        ("integerT", IntegerTolerance),
        ("ratioGap", limits.Gap.ToString("R", CultureInfo.InvariantCulture)),
        ("allowableGap", "0"),
        ("timeM", "elapsed"),
        ("seconds", limits.Time.TotalSeconds.ToString("R", CultureInfo.InvariantCulture)),
    ];

    private static CbcAnswer Answer(nint native, int columns, double gap)
    {
        if (CbcNative.IsProvenInfeasible(native) != 0)
        {
            return new CbcAnswer(CbcAnswerKind.Infeasible, 0, []);
        }

        var found = CbcNative.BestSolution(native);
        if (found == 0)
        {
            return new CbcAnswer(CbcAnswerKind.TimedOut, 0, []);
        }

        var values = new double[columns];
        Marshal.Copy(found, values, 0, columns);
        var (objective, bound) = (CbcNative.Objective(native), CbcNative.Bound(native));
        var isClosed = gap == 0 || objective - bound <= 1e-9 * Math.Max(1, Math.Abs(objective));
        return new CbcAnswer(CbcNative.IsProvenOptimal(native) != 0 && isClosed ? CbcAnswerKind.Optimal : CbcAnswerKind.Found, objective, values);
    }

    // Column by column, as CBC keeps a matrix.
    private static void Load(nint native, MilpModel model)
    {
        var columns = model.Columns;
        var starts = new int[columns.Count + 1];
        foreach (var term in model.Rows.SelectMany(r => r.Terms))
        {
            starts[term.Column + 1]++;
        }

        for (var i = 0; i < columns.Count; i++)
        {
            starts[i + 1] += starts[i];
        }

        var next = starts.ToArray();
        var (indices, values) = (new int[starts[^1]], new double[starts[^1]]);
        for (var row = 0; row < model.Rows.Count; row++)
        {
            foreach (var (column, coefficient) in model.Rows[row].Terms)
            {
                (indices[next[column]], values[next[column]]) = (row, coefficient);
                next[column]++;
            }
        }

        var objective = new double[columns.Count];
        foreach (var (column, coefficient) in model.Objective)
        {
            objective[column] = coefficient;
        }

        CbcNative.LoadProblem(
            native, columns.Count, model.Rows.Count, starts, indices, values,
            [.. columns.Select(c => Bound(c.Lower))], [.. columns.Select(c => Bound(c.Upper))], objective,
            [.. model.Rows.Select(r => Bound(r.Lower))], [.. model.Rows.Select(r => Bound(r.Upper))]);
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i].IsInteger)
            {
                CbcNative.SetInteger(native, i);
            }
        }
    }

    // What CBC calls infinite.
    private static double Bound(double bound) => Math.Clamp(bound, -double.MaxValue, double.MaxValue);
}
