namespace Tangram.Protocol.OpenInference;

/// <summary>A named tensor as it travels: little-endian bytes in row-major order; <c>BYTES</c> elements each after their length in four bytes.</summary>
/// <param name="Name">The input's or output's name.</param>
/// <param name="Datatype">Type of its elements.</param>
/// <param name="Shape">Its dimensions; none is negative.</param>
/// <param name="Data">Its elements.</param>
public sealed record Tensor(string Name, Datatype Datatype, IReadOnlyList<long> Shape, ReadOnlyMemory<byte> Data)
{
    /// <summary>Number of elements by its shape.</summary>
    public long Elements => Count(Shape);

    /// <summary>Number of elements of a shape.</summary>
    public static long Count(IReadOnlyList<long> shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        var product = 1L;
        for (var i = 0; i < shape.Count; i++)
        {
            product *= shape[i];
        }

        return product;
    }

    /// <summary>A shape as people write it, such as <c>[1,3,640,640]</c>.</summary>
    public static string Describe(IEnumerable<long> shape) => $"[{string.Join(',', shape)}]";
}
