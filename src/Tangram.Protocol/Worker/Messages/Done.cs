namespace Tangram.Protocol.Worker.Messages;

/// <summary>The command was carried out.</summary>
public sealed record Done : IMessage<Done>
{
    /// <inheritdoc/>
    public static FrameKind Kind => FrameKind.Done;

    /// <inheritdoc/>
    public void Write(ref FieldWriter fields)
    {
        // It has no fields.
    }

    /// <inheritdoc/>
    public static Done Read(ref FieldReader fields) => new();
}
