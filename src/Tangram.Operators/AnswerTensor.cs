namespace Tangram.Operators;

/// <summary>One named output of an answer. Exactly one of <see cref="Floats"/> and <see cref="Strings"/> is set.</summary>
public sealed record AnswerTensor
{
    /// <summary>A tensor of 32-bit floats, datatype <c>FP32</c>.</summary>
    public AnswerTensor(string name, IReadOnlyList<int> shape, float[] floats) => (Name, Shape, Floats) = (name, shape, floats);

    /// <summary>A tensor of UTF-8 strings, datatype <c>BYTES</c>.</summary>
    public AnswerTensor(string name, IReadOnlyList<int> shape, string[] strings) => (Name, Shape, Strings) = (name, shape, strings);

    /// <summary>The output's name.</summary>
    public string Name { get; }

    /// <summary>The output's shape; its product is the number of elements.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>The elements in row-major order, if they are floats.</summary>
    public float[]? Floats { get; }

    /// <summary>The elements in row-major order, if they are strings.</summary>
    public string[]? Strings { get; }
}
