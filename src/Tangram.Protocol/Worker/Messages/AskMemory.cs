namespace Tangram.Protocol.Worker.Messages;

/// <summary>Asks how much memory the worker uses.</summary>
public sealed record AskMemory : IMessage<AskMemory>
{
    /// <inheritdoc/>
    public static FrameKind Kind => FrameKind.Stats;

    /// <inheritdoc/>
    public void Write(ref FieldWriter fields)
    {
        // It has no fields.
    }

    /// <inheritdoc/>
    public static AskMemory Read(ref FieldReader fields) => new();
}
