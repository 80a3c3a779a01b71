using System.Globalization;
using Tangram.Core.Files;

namespace Tangram.Prediction.Observations;

/// <summary>The fields of one row, by column; reads each as what it is and says where it is not that.</summary>
internal sealed class ObservationRow
{
    private const int LongestShown = 60;
    private const double LeastMilliseconds = 1e-6;
    private const double MostMilliseconds = 1e9;

    private readonly string _file;
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly Range[] _fields;
    private readonly char[] _text = new char[LineReader.LongestLine];
    private readonly int _columns;
    private int _line;

    /// <summary>Rows below a header.</summary>
    public ObservationRow(string file, IReadOnlyList<string> columns)
    {
        (_file, _columns) = (file, columns.Count);
        _fields = new Range[columns.Count];
        for (var i = 0; i < columns.Count; i++)
        {
            _places.TryAdd(columns[i], i);
        }
    }

    /// <summary>Goes on to a row.</summary>
    /// <param name="row">Its text, at most <see cref="LineReader.LongestLine"/> long.</param>
    /// <param name="line">Its line's number.</param>
    public void Take(ReadOnlySpan<char> row, int line)
    {
        _line = line;
        if (row.Contains('"'))
        {
            throw Fault(_file, line, string.Empty, "has quotes, which are not read; write fields without them, and names without commas");
        }

        var count = row.Count(',') + 1;
        if (count != _columns)
        {
            throw Fault(_file, line, string.Empty, string.Create(CultureInfo.InvariantCulture, $"has {count} {(count == 1 ? "field" : "fields")}; the header has {_columns}"));
        }

        row.CopyTo(_text);
        row.Split(_fields, ',', StringSplitOptions.TrimEntries);
    }

    /// <summary>Whether a column is there and not empty.</summary>
    public bool Has(string column) => _places.TryGetValue(column, out var place) && !_text.AsSpan(_fields[place]).IsEmpty;

    /// <summary>A name, good until the next row.</summary>
    public ReadOnlySpan<char> Name(string column)
    {
        var text = Text(column);
        return text.IsEmpty ? throw Fault(_file, _line, column, "is empty; give a name") : text;
    }

    /// <summary>A name of which there are few, kept once.</summary>
    public string Known(string column)
    {
        var text = Name(column);
        if (!_names.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text, out var name))
        {
            name = text.ToString();
            _names.Add(name);
        }

        return name;
    }

    /// <summary>How many items a batch has.</summary>
    public int Items(string column) =>
        int.TryParse(Text(column), NumberStyles.None, CultureInfo.InvariantCulture, out var items) && items >= 1 ? items : throw Wrong(column, "a whole number of at least 1");

    /// <summary>A latency; not so small or large that a slowdown would not be finite.</summary>
    public double Milliseconds(string column) =>
        !Number(column, out var value) || value <= 0 ? throw Wrong(column, "a latency in ms, a number above 0")
        : value is >= LeastMilliseconds and <= MostMilliseconds ? value
        : throw Wrong(column, "a latency in ms from 0.000001 to 1,000,000,000");

    /// <summary>A time of the recording.</summary>
    public double Seconds(string column) => Number(column, out var value) && value >= 0 ? value : throw Wrong(column, "a time in seconds, a number of at least 0");

    /// <summary>A utilisation, or a part of a batch's life.</summary>
    public double Fraction(string column) => Number(column, out var value) && value is >= 0 and <= 1 ? value : throw Wrong(column, "a number from 0 to 1");

    /// <summary>A share of the device.</summary>
    public double ShareOfDevice(string column) => Number(column, out var value) && value is > 0 and <= 1 ? value : throw Wrong(column, "a share of the device, a number above 0 and at most 1");

    /// <summary>What is wrong in a line; the column is empty where it is the line as a whole.</summary>
    public static InvalidFileException Fault(string file, int line, string column, string message) =>
        new(file, [new Fault(string.Create(CultureInfo.InvariantCulture, $"line {line}{(column.Length == 0 ? string.Empty : $": {column}")}"), message)]);

    private ReadOnlySpan<char> Text(string column) => _text.AsSpan(_fields[_places[column]]);

    private bool Number(string column, out double value) => double.TryParse(Text(column), NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);

    // On one line and short, whatever the file holds.
    private InvalidFileException Wrong(string column, string right)
    {
        var text = Text(column);
        var shown = string.Concat(text.Length > LongestShown ? text[..LongestShown] : text, text.Length > LongestShown ? "…" : string.Empty);
        return Fault(_file, _line, column, $"'{string.Concat(shown.Select(c => char.IsControl(c) ? '?' : c))}' is not {right}");
    }
}
