namespace Tangram.Protocol.Worker.Messages;

/// <summary>A command failed; the worker goes on.</summary>
/// <param name="Reason">Why, on one line.</param>
public sealed record CommandFailed(string Reason) : IMessage<CommandFailed>
{
    private const int MaxReasonLength = 2000;

    /// <inheritdoc/>
    public static FrameKind Kind => FrameKind.Failed;

    /// <summary>The failure as one line of bounded length.</summary>
    public static CommandFailed OneLine(string reason)
    {
        ArgumentNullException.ThrowIfNull(reason);
        var line = string.Join(' ', reason.Split(['\r', '\n', '\0'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        return new(line.Length <= MaxReasonLength ? line : line[..MaxReasonLength]);
    }

    /// <inheritdoc/>
    public void Write(ref FieldWriter fields) => fields.Text(Reason);

    /// <inheritdoc/>
    public static CommandFailed Read(ref FieldReader fields) => new(fields.Text());
}
