using System.Collections.Frozen;

namespace Tangram.Protocol.OpenInference;

/// <summary>An element type of the Open Inference Protocol, and how it is written as JSON and as bytes.</summary>
public sealed record Datatype
{
    private Datatype(string name, int size, byte code) => (Name, Size, Code) = (name, size, code);

    /// <summary>Truth values, a byte each: 0 is false.</summary>
    public static Datatype Bool { get; } = new("BOOL", 1, 1);

    /// <summary>Whole numbers of 8 bits without a sign.</summary>
    public static Datatype UInt8 { get; } = new("UINT8", 1, 2);

    /// <summary>Whole numbers of 16 bits without a sign.</summary>
    public static Datatype UInt16 { get; } = new("UINT16", 2, 3);

    /// <summary>Whole numbers of 32 bits without a sign.</summary>
    public static Datatype UInt32 { get; } = new("UINT32", 4, 4);

    /// <summary>Whole numbers of 64 bits without a sign.</summary>
    public static Datatype UInt64 { get; } = new("UINT64", 8, 5);

    /// <summary>Whole numbers of 8 bits.</summary>
    public static Datatype Int8 { get; } = new("INT8", 1, 6);

    /// <summary>Whole numbers of 16 bits.</summary>
    public static Datatype Int16 { get; } = new("INT16", 2, 7);

    /// <summary>Whole numbers of 32 bits.</summary>
    public static Datatype Int32 { get; } = new("INT32", 4, 8);

    /// <summary>Whole numbers of 64 bits.</summary>
    public static Datatype Int64 { get; } = new("INT64", 8, 9);

    /// <summary>IEEE 754 binary16.</summary>
    public static Datatype Fp16 { get; } = new("FP16", 2, 10);

    /// <summary>IEEE 754 binary32.</summary>
    public static Datatype Fp32 { get; } = new("FP32", 4, 11);

    /// <summary>IEEE 754 binary64.</summary>
    public static Datatype Fp64 { get; } = new("FP64", 8, 12);

    /// <summary>Byte strings; as bytes, each is preceded by its length in four bytes.</summary>
    public static Datatype Bytes { get; } = new("BYTES", 0, 13);

    /// <summary>The upper 16 bits of a binary32.</summary>
    public static Datatype Bf16 { get; } = new("BF16", 2, 14);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Datatype> All { get; } = [Bool, UInt8, UInt16, UInt32, UInt64, Int8, Int16, Int32, Int64, Fp16, Fp32, Fp64, Bytes, Bf16];

    private static FrozenDictionary<string, Datatype> ByName { get; } = All.ToFrozenDictionary(d => d.Name, StringComparer.Ordinal);

    private static FrozenDictionary<string, Datatype>.AlternateLookup<ReadOnlySpan<char>> ByText { get; } = ByName.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The protocol's name.</summary>
    public string Name { get; }

    /// <summary>Bytes of one element; 0 where it varies.</summary>
    public int Size { get; }

    /// <summary>Its number in the worker protocol, from 1.</summary>
    public byte Code { get; }

    /// <summary>Every name, for messages.</summary>
    public static string Names => string.Join(", ", All.Select(d => d.Name));

    /// <summary>The datatype called <paramref name="name"/>, or null.</summary>
    public static Datatype? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>The datatype of a name in UTF-8, or null.</summary>
    internal static Datatype? Find(ReadOnlySpan<byte> name)
    {
        Span<char> text = stackalloc char[8];
        return name.Length <= text.Length && System.Text.Ascii.ToUtf16(name, text, out var length) == System.Buffers.OperationStatus.Done
            && ByText.TryGetValue(text[..length], out var found) ? found : null;
    }

    /// <summary>The datatype with a number of the worker protocol, or null.</summary>
    public static Datatype? Find(byte code) => code is >= 1 and <= 14 ? All[code - 1] : null;

    /// <inheritdoc/>
    public override string ToString() => Name;
}
