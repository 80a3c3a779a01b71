namespace Tangram.Protocol.Worker.Messages;

/// <summary>Runs a batch; the payload is its inputs' elements, one input after the other.</summary>
/// <param name="Variant">The name it was loaded under.</param>
/// <param name="Inputs">The inputs, as the payload has them: each of the model's once, in any order.</param>
public sealed record RunBatch(string Variant, IReadOnlyList<TensorHead> Inputs) : IMessage<RunBatch>
{
    /// <inheritdoc/>
    public static FrameKind Kind => FrameKind.Run;

    /// <inheritdoc/>
    public void Write(ref FieldWriter fields)
    {
        fields.Text(Variant);
        fields.Tensors(Inputs);
    }

    /// <inheritdoc/>
    public static RunBatch Read(ref FieldReader fields) => new(fields.Text(), fields.Tensors());
}
