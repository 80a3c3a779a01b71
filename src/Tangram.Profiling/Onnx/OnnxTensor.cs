namespace Tangram.Profiling.Onnx;

/// <summary>A tensor as far as its size goes, and its values where shapes may depend on them.</summary>
/// <param name="Shape">Its dimensions, known; a scalar has none.</param>
/// <param name="ElementBytes">Bytes of an element; 0 where elements have no fixed size.</param>
/// <param name="Values">Its values where they are known and few; null otherwise.</param>
/// <param name="IsConstant">Whether it is the same in every run: a weight, or made of weights only.</param>
internal sealed record OnnxTensor(IReadOnlyList<long> Shape, int ElementBytes, IReadOnlyList<double>? Values = null, bool IsConstant = false)
{
    /// <summary>Tensors of up to this many elements keep their values.</summary>
    public const int MostValues = 64;

    /// <summary>How many elements it has.</summary>
    public double Elements => Shape.Aggregate(1.0, (product, size) => product * size);

    /// <summary>How many bytes it takes.</summary>
    public double Bytes => Elements * ElementBytes;

    /// <summary>The values as whole numbers, or null.</summary>
    public IReadOnlyList<long>? Integers => Values is null ? null : [.. Values.Select(v => (long)v)];

    /// <summary>One that is like this but for its shape.</summary>
    public OnnxTensor Of(IEnumerable<long> shape) => new([.. shape], ElementBytes);

    /// <summary>Bytes of an element of an ONNX data type (TensorProto.DataType).</summary>
    public static int SizeOf(long dataType) => dataType switch
    {
        2 or 3 or 9 => 1,
        4 or 5 or 10 or 16 => 2,
        1 or 6 or 12 => 4,
        7 or 11 or 13 or 14 => 8,
        15 => 16,
        _ => 0,
    };
}
