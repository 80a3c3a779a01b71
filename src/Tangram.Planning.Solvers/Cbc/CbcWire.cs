using System.Runtime.InteropServices;
using Tangram.Planning.Milp;

namespace Tangram.Planning.Solvers.Cbc;

/// <summary>How models and answers are written between this process and its child: little-endian, each begun by a mark.</summary>
internal static class CbcWire
{
    private const int Mark = 0x31424354;

    // A model of this size does not fit a solver's patience; a larger figure is not one of ours.
    private const int Most = 20_000_000;

    public static void Write(BinaryWriter writer, MilpModel model, MilpLimits limits, int attempt)
    {
        writer.Write(Mark);
        writer.Write(attempt);
        writer.Write(limits.Time.TotalSeconds);
        writer.Write(limits.Gap);
        writer.Write(model.Columns.Count);
        foreach (var column in model.Columns)
        {
            writer.Write(column.Lower);
            writer.Write(column.Upper);
            writer.Write(column.IsInteger);
        }

        writer.Write(model.Rows.Count);
        foreach (var row in model.Rows)
        {
            writer.Write(row.Lower);
            writer.Write(row.Upper);
            WriteTerms(writer, row.Terms);
        }

        WriteTerms(writer, model.Objective);
        writer.Flush();
    }

    /// <summary>Reads a model; null at the end of the stream.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static (MilpModel Model, MilpLimits Limits, int Attempt)? ReadModel(BinaryReader reader)
    {
        if (!TryReadMark(reader))
        {
            return null;
        }

        try
        {
            var attempt = reader.ReadInt32();
            var limits = new MilpLimits(TimeSpan.FromSeconds(reader.ReadDouble()), reader.ReadDouble());
            var columns = new MilpColumn[Count(reader)];
            for (var i = 0; i < columns.Length; i++)
            {
                columns[i] = new MilpColumn(FormattableString.Invariant($"column {i}"), reader.ReadDouble(), reader.ReadDouble(), reader.ReadBoolean());
            }

            var rows = new MilpRow[Count(reader)];
            for (var i = 0; i < rows.Length; i++)
            {
                var (lower, upper) = (reader.ReadDouble(), reader.ReadDouble());
                rows[i] = new MilpRow(FormattableString.Invariant($"row {i}"), ReadTerms(reader), lower, upper);
            }

            return (new MilpModel(columns, rows, ReadTerms(reader)), limits, attempt);
        }
        catch (Exception e) when (e is ArgumentException or OverflowException)
        {
            throw new InvalidDataException(e.Message, e);
        }
    }

    public static void Write(BinaryWriter writer, CbcAnswer answer)
    {
        writer.Write(Mark);
        writer.Write((int)answer.Kind);
        writer.Write(answer.Objective);
        writer.Write(answer.Values.Length);
        writer.Write(MemoryMarshal.AsBytes<double>(answer.Values));
        writer.Flush();
    }

    /// <summary>Reads an answer; null where the child is gone.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static CbcAnswer? ReadAnswer(BinaryReader reader)
    {
        if (!TryReadMark(reader))
        {
            return null;
        }

        var kind = (CbcAnswerKind)reader.ReadInt32();
        var objective = reader.ReadDouble();
        var values = new double[Count(reader)];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return Enum.IsDefined(kind) ? new CbcAnswer(kind, objective, values) : throw new InvalidDataException(FormattableString.Invariant($"no answer is of kind {(int)kind}"));
    }

    private static bool TryReadMark(BinaryReader reader)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        var read = reader.BaseStream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return read != 0 && (read == bytes.Length && MemoryMarshal.Read<int>(bytes) == Mark ? true : throw new InvalidDataException("what came does not begin with the mark"));
    }

    private static int Count(BinaryReader reader) =>
        reader.ReadInt32() is >= 0 and <= Most and var count ? count : throw new InvalidDataException(FormattableString.Invariant($"a count is not from 0 to {Most}"));

    private static void WriteTerms(BinaryWriter writer, IReadOnlyList<MilpTerm> terms)
    {
        writer.Write(terms.Count);
        foreach (var (column, coefficient) in terms)
        {
            writer.Write(column);
            writer.Write(coefficient);
        }
    }

    private static MilpTerm[] ReadTerms(BinaryReader reader)
    {
        var terms = new MilpTerm[Count(reader)];
        for (var i = 0; i < terms.Length; i++)
        {
            terms[i] = new MilpTerm(reader.ReadInt32(), reader.ReadDouble());
        }

        return terms;
    }
}
