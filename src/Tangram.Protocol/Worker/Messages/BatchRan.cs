namespace Tangram.Protocol.Worker.Messages;

/// <summary>A batch ran; the payload of an answer to <see cref="RunBatch"/> is its outputs' elements, one output after the other.</summary>
/// <param name="StartedTimestamp">When inference began, on the machine's monotonic clock in nanoseconds; comparable between processes of one machine.</param>
/// <param name="RunNanoseconds">How long the inference call took, in nanoseconds.</param>
/// <param name="Outputs">The outputs, as the payload has them.</param>
public sealed record BatchRan(long StartedTimestamp, long RunNanoseconds, IReadOnlyList<TensorHead> Outputs) : IMessage<BatchRan>
{
    /// <inheritdoc/>
    public static FrameKind Kind => FrameKind.Ran;

    /// <inheritdoc/>
    public void Write(ref FieldWriter fields)
    {
        fields.Number(StartedTimestamp);
        fields.Number(RunNanoseconds);
        fields.Tensors(Outputs);
    }

    /// <inheritdoc/>
    public static BatchRan Read(ref FieldReader fields) => new(fields.Number(), fields.Number(), fields.Tensors());
}
