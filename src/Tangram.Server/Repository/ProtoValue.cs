namespace Tangram.Server.Repository;

/// <summary>A value of a text in protobuf's text format, or of JSON that stands for a protobuf message.</summary>
internal abstract record ProtoValue
{
    private ProtoValue(int line) => Line = line;

    /// <summary>Its line, from 1; 0 where that is not known.</summary>
    public int Line { get; }

    /// <summary>Fields in braces.</summary>
    internal sealed record Message(IReadOnlyList<ProtoField> Fields, int At) : ProtoValue(At);

    /// <summary>Text in quotes. In JSON it may also stand for a number or a word.</summary>
    internal sealed record Text(string Value, int At) : ProtoValue(At);

    /// <summary>A whole number.</summary>
    internal sealed record Whole(Int128 Value, int At) : ProtoValue(At);

    /// <summary>A number with a point or an exponent, an infinity or no number.</summary>
    internal sealed record Real(double Value, int At) : ProtoValue(At);

    /// <summary>A word without quotes: a member of an enumeration or a truth value.</summary>
    internal sealed record Word(string Value, int At) : ProtoValue(At);
}
