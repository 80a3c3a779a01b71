namespace Tangram.Protocol.Worker.Messages;

/// <summary>The worker is up and takes commands.</summary>
/// <param name="Process">The worker's process id.</param>
/// <param name="Runtimes">The model runtimes it has, separated by commas.</param>
public sealed record Ready(int Process, string Runtimes) : IMessage<Ready>
{
    /// <inheritdoc/>
    public static FrameKind Kind => FrameKind.Ready;

    /// <summary>Whether it shares the server's memory.</summary>
    public bool SharesMemory { get; init; }

    /// <inheritdoc/>
    public void Write(ref FieldWriter fields)
    {
        fields.Number(Process);
        fields.Text(Runtimes);
        fields.Number(SharesMemory ? 1 : 0);
    }

    /// <inheritdoc/>
    public static Ready Read(ref FieldReader fields) => new(fields.Count(min: 0), fields.Text()) { SharesMemory = fields.Count(min: 0) > 0 };
}
