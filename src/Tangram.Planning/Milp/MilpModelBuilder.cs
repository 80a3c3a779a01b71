namespace Tangram.Planning.Milp;

/// <summary>Collects the columns and rows of a model.</summary>
internal sealed class MilpModelBuilder
{
    private readonly List<MilpColumn> _columns = [];
    private readonly List<MilpRow> _rows = [];

    /// <summary>Adds a column of any value from <paramref name="lower"/> to <paramref name="upper"/>; returns its place.</summary>
    public int Continuous(string name, double lower, double upper)
    {
        _columns.Add(new MilpColumn(name, lower, upper, IsInteger: false));
        return _columns.Count - 1;
    }

    /// <summary>Adds a column of whole numbers from 0 to <paramref name="upper"/>; returns its place.</summary>
    public int Whole(string name, double upper)
    {
        _columns.Add(new MilpColumn(name, 0, upper, IsInteger: true));
        return _columns.Count - 1;
    }

    /// <summary>Adds the condition that terms add up to at least a bound.</summary>
    public void AtLeast(string name, double lower, IEnumerable<MilpTerm> terms) => Add(name, lower, double.PositiveInfinity, terms);

    /// <summary>Adds the condition that terms add up to at most a bound.</summary>
    public void AtMost(string name, double upper, IEnumerable<MilpTerm> terms) => Add(name, double.NegativeInfinity, upper, terms);

    /// <summary>Adds the condition that terms add up to a sum.</summary>
    public void Equal(string name, double sum, IEnumerable<MilpTerm> terms) => Add(name, sum, sum, terms);

    /// <summary>The name of a column.</summary>
    public string NameOf(int column) => _columns[column].Name;

    /// <summary>The model so far.</summary>
    public MilpModel Build() => new(_columns, _rows, []);

    // A column that a condition meets twice is one term to a solver; one that cancels out is none.
    private void Add(string name, double lower, double upper, IEnumerable<MilpTerm> terms) => _rows.Add(new MilpRow(
        name, [.. terms.GroupBy(t => t.Column, (column, same) => new MilpTerm(column, same.Sum(t => t.Coefficient))).Where(t => t.Coefficient != 0)], lower, upper));
}
