namespace Tangram.Protocol.Worker.Messages;

/// <summary>A batch ran; the payload of an answer to <see cref="RunBatch"/> is its output.</summary>
/// <param name="StartedTimestamp">When inference began, on the machine's monotonic clock in nanoseconds; comparable between processes of one machine.</param>
/// <param name="RunNanoseconds">How long the inference call took, in nanoseconds.</param>
/// <param name="OutputShape">Shape of the output, with the batch dimension first.</param>
public sealed record BatchRan(long StartedTimestamp, long RunNanoseconds, IReadOnlyList<int> OutputShape) : IMessage<BatchRan>
{
    /// <inheritdoc/>
    public static FrameKind Kind => FrameKind.Ran;

    /// <inheritdoc/>
    public void Write(ref FieldWriter fields)
    {
        fields.Number(StartedTimestamp);
        fields.Number(RunNanoseconds);
        fields.Shape(OutputShape);
    }

    /// <inheritdoc/>
    public static BatchRan Read(ref FieldReader fields) => new(fields.Number(), fields.Number(), fields.Shape());
}
