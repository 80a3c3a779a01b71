namespace Tangram.Protocol.Worker.Messages;

/// <summary>The server introduces itself; the header's version is what the worker checks.</summary>
/// <param name="ServerProcess">The server's process id.</param>
public sealed record Hello(int ServerProcess) : IMessage<Hello>
{
    /// <inheritdoc/>
    public static FrameKind Kind => FrameKind.Hello;

    /// <summary>The <see cref="SharedMemory.Descriptor"/> of memory that both are to share; −1 for none.</summary>
    public int Memory { get; init; } = -1;

    /// <inheritdoc/>
    public void Write(ref FieldWriter fields)
    {
        fields.Number(ServerProcess);
        fields.Number(Memory);
    }

    /// <inheritdoc/>
    public static Hello Read(ref FieldReader fields) => new(fields.Count(min: 0)) { Memory = fields.Count(min: -1) };
}
