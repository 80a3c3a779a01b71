namespace Tangram.Protocol.Worker.Messages;

/// <summary>Drops a variant and its memory.</summary>
/// <param name="Variant">The name it was loaded under.</param>
public sealed record UnloadVariant(string Variant) : IMessage<UnloadVariant>
{
    /// <inheritdoc/>
    public static FrameKind Kind => FrameKind.Unload;

    /// <inheritdoc/>
    public void Write(ref FieldWriter fields) => fields.Text(Variant);

    /// <inheritdoc/>
    public static UnloadVariant Read(ref FieldReader fields) => new(fields.Text());
}
