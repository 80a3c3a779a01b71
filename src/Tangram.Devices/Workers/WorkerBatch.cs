using Tangram.Protocol.OpenInference;

namespace Tangram.Devices.Workers;

/// <summary>A batch to run.</summary>
/// <param name="Variant">The name the variant was loaded under.</param>
/// <param name="Inputs">Each of the model's inputs once, in any order.</param>
public sealed record WorkerBatch(string Variant, IReadOnlyList<BatchInput> Inputs)
{
    /// <summary>A batch for a model with one float32 input.</summary>
    /// <param name="variant">The name the variant was loaded under.</param>
    /// <param name="input">The model's name for its input.</param>
    /// <param name="itemShape">Shape of one item's input, without the batch dimension.</param>
    /// <param name="items">Each item's input; they must not change until the run ends.</param>
    public static WorkerBatch OfFloats(string variant, string input, IReadOnlyList<int> itemShape, IReadOnlyList<ReadOnlyMemory<float>> items)
    {
        ArgumentNullException.ThrowIfNull(itemShape);
        ArgumentNullException.ThrowIfNull(items);
        return new(variant, [new BatchInput(input, Datatype.Fp32, [items.Count, .. itemShape], [.. items.Select(TensorBytes.Of)])]);
    }
}
