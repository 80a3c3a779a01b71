namespace Tangram.Protocol.Worker.Messages;

/// <summary>Tells the worker to answer and exit.</summary>
public sealed record Shutdown : IMessage<Shutdown>
{
    /// <inheritdoc/>
    public static FrameKind Kind => FrameKind.Shutdown;

    /// <inheritdoc/>
    public void Write(ref FieldWriter fields)
    {
        // It has no fields.
    }

    /// <inheritdoc/>
    public static Shutdown Read(ref FieldReader fields) => new();
}
