namespace Tangram.Planning.Milp;

/// <summary>A mixed-integer linear program as plain data: minimise an objective over columns, subject to rows.</summary>
/// <remarks>A model that exists is well formed, so that no solver meets an index or a figure it would stumble over.</remarks>
public sealed record MilpModel
{
    /// <summary>Puts a model together.</summary>
    /// <exception cref="ArgumentException">A term names no column or one twice, a figure is not a number, or a lower bound lies above its upper bound.</exception>
    public MilpModel(IReadOnlyList<MilpColumn> columns, IReadOnlyList<MilpRow> rows, IReadOnlyList<MilpTerm> objective)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(objective);
        foreach (var column in columns)
        {
            RequireBounds(column.Name, column.Lower, column.Upper);
        }

        foreach (var row in rows)
        {
            RequireBounds(row.Name, row.Lower, row.Upper);
            RequireTerms(row.Name, row.Terms, columns.Count);
        }

        RequireTerms("the objective", objective, columns.Count);
        (Columns, Rows, Objective) = (columns, rows, objective);
    }

    /// <summary>The unknowns.</summary>
    public IReadOnlyList<MilpColumn> Columns { get; }

    /// <summary>The conditions.</summary>
    public IReadOnlyList<MilpRow> Rows { get; }

    /// <summary>What is minimised.</summary>
    public IReadOnlyList<MilpTerm> Objective { get; }

    /// <summary>The same columns and rows with another objective.</summary>
    public MilpModel Minimising(IReadOnlyList<MilpTerm> objective) => new(Columns, Rows, objective);

    /// <summary>The same model with one more condition.</summary>
    public MilpModel With(MilpRow row) => new(Columns, [.. Rows, row], Objective);

    private static void RequireBounds(string name, double lower, double upper)
    {
        // Not a number fails every comparison.
        if (!(lower <= upper) || double.IsPositiveInfinity(lower) || double.IsNegativeInfinity(upper))
        {
            throw new ArgumentException(FormattableString.Invariant($"{name}: from {lower} to {upper} holds no number"), nameof(lower));
        }
    }

    private static void RequireTerms(string name, IReadOnlyList<MilpTerm> terms, int columns)
    {
        var seen = new HashSet<int>(terms.Count);
        foreach (var (column, coefficient) in terms)
        {
            if (column < 0 || column >= columns || !seen.Add(column))
            {
                throw new ArgumentException(FormattableString.Invariant($"{name}: names column {column}, which is there already or not at all; there are {columns}"), nameof(terms));
            }

            if (!double.IsFinite(coefficient))
            {
                throw new ArgumentException(FormattableString.Invariant($"{name}: multiplies column {column} by {coefficient}"), nameof(terms));
            }
        }
    }
}
