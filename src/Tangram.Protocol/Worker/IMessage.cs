namespace Tangram.Protocol.Worker;

/// <summary>The fields of one kind of frame.</summary>
/// <typeparam name="TSelf">The implementing type.</typeparam>
public interface IMessage<TSelf>
    where TSelf : IMessage<TSelf>
{
    /// <summary>The kind of frame that carries it.</summary>
    static abstract FrameKind Kind { get; }

    /// <summary>Writes the fields.</summary>
    void Write(ref FieldWriter fields);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="WorkerProtocolException">The fields are not those of this message.</exception>
    static abstract TSelf Read(ref FieldReader fields);
}
