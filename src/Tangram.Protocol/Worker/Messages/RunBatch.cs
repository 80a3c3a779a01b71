namespace Tangram.Protocol.Worker.Messages;

/// <summary>Runs a batch; the payload is its items' inputs, one after the other.</summary>
/// <param name="Variant">The name it was loaded under.</param>
/// <param name="Batch">Items in the batch; at least 1.</param>
public sealed record RunBatch(string Variant, int Batch) : IMessage<RunBatch>
{
    /// <inheritdoc/>
    public static FrameKind Kind => FrameKind.Run;

    /// <inheritdoc/>
    public void Write(ref FieldWriter fields)
    {
        fields.Text(Variant);
        fields.Number(Batch);
    }

    /// <inheritdoc/>
    public static RunBatch Read(ref FieldReader fields) => new(fields.Text(), fields.Count(min: 1));
}
