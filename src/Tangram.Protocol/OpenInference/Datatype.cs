namespace Tangram.Protocol.OpenInference;

/// <summary>An element type of the Open Inference Protocol, and how it is written as JSON and as bytes.</summary>
public sealed record Datatype
{
    private static readonly Datatype[] Known =
    [
        new("BOOL", 1), new("UINT8", 1), new("UINT16", 2), new("UINT32", 4), new("UINT64", 8),
        new("INT8", 1), new("INT16", 2), new("INT32", 4), new("INT64", 8),
        new("FP16", 2), new("FP32", 4), new("FP64", 8), new("BYTES", 0),
    ];

    private Datatype(string name, int size) => (Name, Size) = (name, size);

    /// <summary>32-bit floats.</summary>
    public static Datatype Fp32 { get; } = Find("FP32")!;

    /// <summary>Byte strings; as bytes, each is preceded by its length in four bytes.</summary>
    public static Datatype Bytes { get; } = Find("BYTES")!;

    /// <summary>The protocol's name.</summary>
    public string Name { get; }

    /// <summary>Bytes of one element; 0 where it varies.</summary>
    public int Size { get; }

    /// <summary>Every name, for messages.</summary>
    public static string Names => string.Join(", ", Known.Select(d => d.Name));

    /// <summary>The datatype called <paramref name="name"/>, or null.</summary>
    public static Datatype? Find(string name) => Array.Find(Known, d => string.Equals(d.Name, name, StringComparison.Ordinal));

    /// <inheritdoc/>
    public override string ToString() => Name;
}
