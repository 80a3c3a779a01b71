using Tangram.Protocol.OpenInference.Models;

namespace Tangram.Protocol.Worker.Messages;

/// <summary>A variant is loaded. Shapes are those of the model file: −1 where it leaves a dimension open, empty where it tells nothing.</summary>
/// <param name="Inputs">The model's inputs.</param>
/// <param name="Outputs">The outputs that batches answer with.</param>
public sealed record VariantLoaded(IReadOnlyList<TensorMetadata> Inputs, IReadOnlyList<TensorMetadata> Outputs) : IMessage<VariantLoaded>
{
    /// <inheritdoc/>
    public static FrameKind Kind => FrameKind.Loaded;

    /// <inheritdoc/>
    public void Write(ref FieldWriter fields)
    {
        fields.Metadata(Inputs);
        fields.Metadata(Outputs);
    }

    /// <inheritdoc/>
    public static VariantLoaded Read(ref FieldReader fields) => new(fields.Metadata(), fields.Metadata());
}
