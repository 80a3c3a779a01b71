using System.Runtime.InteropServices;
using Tangram.Protocol.OpenInference;

namespace Tangram.Devices.Workers;

/// <summary>One output of a batch.</summary>
/// <param name="Name">The model's name for it.</param>
/// <param name="Datatype">Type of its elements.</param>
/// <param name="Shape">Its dimensions, with that of the batch where there is one.</param>
/// <param name="Data">Its elements as they travel, until the <see cref="BatchResult"/> is disposed.</param>
public sealed record BatchTensor(string Name, Datatype Datatype, IReadOnlyList<int> Shape, ReadOnlyMemory<byte> Data)
{
    /// <summary>The elements of an <c>FP32</c> tensor.</summary>
    /// <exception cref="InvalidOperationException">They are of another type.</exception>
    public ReadOnlySpan<float> Floats => Datatype == Datatype.Fp32
        ? MemoryMarshal.Cast<byte, float>(Data.Span)
        : throw new InvalidOperationException($"output '{Name}' has elements of {Datatype}, not of {Datatype.Fp32}");
}
