namespace Tangram.Protocol.Worker.Messages;

/// <summary>Asks whether the worker answers; it receives the payload, if there is one, as it would a batch.</summary>
public sealed record Ping : IMessage<Ping>
{
    /// <inheritdoc/>
    public static FrameKind Kind => FrameKind.Ping;

    /// <inheritdoc/>
    public void Write(ref FieldWriter fields)
    {
        // It has no fields.
    }

    /// <inheritdoc/>
    public static Ping Read(ref FieldReader fields) => new();
}
