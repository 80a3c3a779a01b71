namespace Tangram.Protocol.Worker.Messages;

/// <summary>Runs a batch of zeros, so that the first real batch is as fast as the others. Strings are <c>0</c>; dimensions that the model leaves open are 1. The answer has no payload.</summary>
/// <param name="Variant">The name it was loaded under.</param>
/// <param name="Batch">Items in the batch; at least 1, and without effect where the model takes no batches.</param>
public sealed record WarmUp(string Variant, int Batch) : IMessage<WarmUp>
{
    /// <inheritdoc/>
    public static FrameKind Kind => FrameKind.WarmUp;

    /// <inheritdoc/>
    public void Write(ref FieldWriter fields)
    {
        fields.Text(Variant);
        fields.Number(Batch);
    }

    /// <inheritdoc/>
    public static WarmUp Read(ref FieldReader fields) => new(fields.Text(), fields.Count(min: 1));
}
