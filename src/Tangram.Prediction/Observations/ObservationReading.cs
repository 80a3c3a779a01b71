using System.Globalization;
using Tangram.Core.Files;
using Tangram.Prediction.Signals;
using static Tangram.Prediction.Observations.ObservationColumns;

namespace Tangram.Prediction.Observations;

/// <summary>One pass over the text of a file of observations.</summary>
internal sealed class ObservationReading(string file, LineReader lines)
{
    private const int LinesBetweenReports = 4096;
    private const double Tolerance = 1e-9;

    private readonly Dictionary<string, ObservedBatch> _byId = new(StringComparer.Ordinal);
    private readonly List<ObservedBatch> _batches = [];
    private readonly Dictionary<(string Variant, double L2, double Dram), Signature> _signatures = [];
    private ObservationRow _row = null!;

    /// <summary>Reads the header and the lines after it.</summary>
    public IReadOnlyList<Observation> Read(int mostLines, Action<int>? progress)
    {
        ReadHeader();
        while (TryLine(out var line))
        {
            if (lines.Number > mostLines)
            {
                throw Fault(string.Empty, $"is beyond the {mostLines.ToString("N0", CultureInfo.InvariantCulture)} lines that are read; give fewer observations");
            }

            if (lines.Number % LinesBetweenReports == 0)
            {
                progress?.Invoke(lines.Number);
            }

            _row.Take(line, lines.Number);
            Take(_row);
        }

        return _batches.Count > 0
            ? [.. _batches.Select(b => b.Ended())]
            : throw new InvalidFileException(file, [new Fault(string.Empty, "holds no batch; the header is followed by a row for each batch and co-runner")]);
    }

    private void ReadHeader()
    {
        if (!TryLine(out var line))
        {
            throw new InvalidFileException(file, [new Fault(string.Empty, $"is empty; the first line is {string.Join(',', Required)}")]);
        }

        string[] names = [.. line.TrimStart('\uFEFF').ToString().Split(',').Select(n => n.Trim())];
        var missing = Required.Where(c => !names.Contains(c, StringComparer.Ordinal)).ToList();
        if (missing.Count > 0)
        {
            throw Fault(string.Empty, $"has no column {string.Join(", ", missing)}; the first line names {string.Join(',', Required)}, in any order");
        }

        if (Known.FirstOrDefault(c => names.Count(n => string.Equals(n, c, StringComparison.Ordinal)) > 1) is { } twice)
        {
            throw Fault(string.Empty, $"has the column {twice} twice; once is right");
        }

        _row = new ObservationRow(file, names);
    }

    // The next line that is not empty.
    private bool TryLine(out ReadOnlySpan<char> line)
    {
        while (lines.TryRead(out line))
        {
            if (line.Length > LineReader.LongestLine)
            {
                throw Fault(string.Empty, FormattableString.Invariant($"is longer than {LineReader.LongestLine} characters; a row holds one batch and one co-runner"));
            }

            line = line.Trim();
            if (!line.IsEmpty)
            {
                return true;
            }
        }

        return false;
    }

    private void Take(ObservationRow row)
    {
        var id = row.Name(BatchId);
        var read = new ObservedBatch(
            id.ToString(), RunnerOf(row, Variant, Batch, Share, L2, Dram), row.Milliseconds(Solo), row.Milliseconds(Latency), row.Has(Started) ? row.Seconds(Started) : null, lines.Number);
        if (!_byId.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(id, out var batch))
        {
            batch = read;
            _byId.Add(batch.Id, batch);
            _batches.Add(batch);
        }
        else if (batch.DifferenceTo(read) is { } column)
        {
            throw Fault(column, FormattableString.Invariant($"is not what line {batch.Line} says of batch '{batch.Id}'; rows of one batch agree about the batch itself, so give another batch a {BatchId} of its own"));
        }

        if (row.Has(CoVariant))
        {
            Refuse(batch.IsAlone, batch, "ran alone");
            batch.Beside.Add(new ObservedCoRunner(RunnerOf(row, CoVariant, CoBatch, CoShare, CoL2, CoDram), PresenceOf(row)));
        }
        else
        {
            RefuseHalfACoRunner(row);
            Refuse(!ReferenceEquals(batch, read), batch, batch.IsAlone ? "ran alone" : "ran beside another");
            batch.IsAlone = true;
        }
    }

    private void Refuse(bool isWrong, ObservedBatch batch, string said)
    {
        if (isWrong)
        {
            throw Fault(CoVariant, FormattableString.Invariant($"line {batch.Line} says that batch '{batch.Id}' {said}; a batch has one row if it ran alone, else one for each co-runner"));
        }
    }

    private void RefuseHalfACoRunner(ObservationRow row)
    {
        foreach (var column in OfCoRunner)
        {
            if (row.Has(column) && !(MayBeZero(column) && row.Fraction(column) == 0))
            {
                throw Fault(CoVariant, $"is empty, but {column} is not; name the co-runner, or leave {string.Join(", ", OfCoRunner.Take(5))} and {Overlap} empty for a batch that ran alone");
            }
        }
    }

    private Runner RunnerOf(ObservationRow row, string variant, string batch, string share, string l2, string dram)
    {
        var key = (row.Known(variant), row.Fraction(l2), row.Fraction(dram));
        if (!_signatures.TryGetValue(key, out var signature))
        {
            signature = new Signature(key.Item1, key.Item2, key.Item3);
            _signatures.Add(key, signature);
        }

        return new Runner(signature, row.Items(batch), row.ShareOfDevice(share));
    }

    private Presence PresenceOf(ObservationRow row)
    {
        var overlap = row.Fraction(Overlap);
        var from = row.Has(CoFrom) ? row.Fraction(CoFrom) : 0;
        if (from + overlap > 1 + Tolerance)
        {
            throw Fault(CoFrom, FormattableString.Invariant($"{from} and an {Overlap} of {overlap} are more than 1 together, the end of the batch"));
        }

        return new Presence(from, Math.Min(1, from + overlap), row.Has(ExpectedOverlap) ? row.Fraction(ExpectedOverlap) : overlap);
    }

    private InvalidFileException Fault(string column, string message) => ObservationRow.Fault(file, lines.Number, column, message);
}
