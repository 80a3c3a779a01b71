namespace Tangram.Protocol.Worker.Messages;

/// <summary>The worker answers.</summary>
/// <param name="ReceivedBytes">Payload bytes that reached the worker's memory.</param>
public sealed record Pong(long ReceivedBytes) : IMessage<Pong>
{
    /// <inheritdoc/>
    public static FrameKind Kind => FrameKind.Pong;

    /// <inheritdoc/>
    public void Write(ref FieldWriter fields) => fields.Number(ReceivedBytes);

    /// <inheritdoc/>
    public static Pong Read(ref FieldReader fields) => new(fields.Number());
}
