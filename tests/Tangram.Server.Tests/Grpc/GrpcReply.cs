using System.Buffers.Binary;
using Google.Protobuf;

namespace Tangram.Server.Tests.Grpc;

/// <summary>What came back from a call.</summary>
/// <param name="Status">Its status, from headers or trailers.</param>
/// <param name="Message">Its message, still percent-encoded.</param>
/// <param name="Body">Its frames.</param>
/// <param name="Trailers">Its trailers, or its headers where they had the status.</param>
internal sealed record GrpcReply(int Status, string Message, byte[] Body, IReadOnlyDictionary<string, string> Trailers)
{
    /// <summary>Its messages.</summary>
    public IReadOnlyList<T> Read<T>()
        where T : IMessage<T>, new()
    {
        var messages = new List<T>();
        for (var rest = Body.AsSpan(); rest.Length > 0;)
        {
            Assert.Equal(0, rest[0]);
            var length = BinaryPrimitives.ReadInt32BigEndian(rest[1..]);
            var message = new T();
            message.MergeFrom(rest.Slice(5, length));
            messages.Add(message);
            rest = rest[(5 + length)..];
        }

        return messages;
    }

    public T Single<T>()
        where T : IMessage<T>, new()
    {
        Assert.Equal((0, ""), (Status, Message));
        return Assert.Single(Read<T>());
    }
}
