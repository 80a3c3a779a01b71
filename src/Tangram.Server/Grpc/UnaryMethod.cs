using Google.Protobuf;
using Tangram.Protocol.OpenInference;

namespace Tangram.Server.Grpc;

/// <summary>Methods that take one message and answer one.</summary>
internal static class UnaryMethod
{
    /// <summary>A method that answers at once.</summary>
    public static GrpcMethod Of<TRequest>(Func<GrpcCall, TRequest, IMessage> answer)
        where TRequest : IMessage<TRequest>, new() =>
        Of<TRequest>((call, request) => Task.FromResult(answer(call, request)));

    /// <summary>A method that takes its time.</summary>
    public static GrpcMethod Of<TRequest>(Func<GrpcCall, TRequest, Task<IMessage>> answer)
        where TRequest : IMessage<TRequest>, new() =>
        async call =>
        {
            TRequest request;
            using (var frame = await call.Requests.ReadOnlyAsync(call.Cancellation))
            {
                request = Parse<TRequest>(frame.Bytes.Span);
            }

            call.Write(await answer(call, request));
        };

    /// <summary>Reads a message.</summary>
    /// <exception cref="ProtocolException">The bytes are no such message.</exception>
    public static TRequest Parse<TRequest>(ReadOnlySpan<byte> bytes)
        where TRequest : IMessage<TRequest>, new()
    {
        var request = new TRequest();
        try
        {
            request.MergeFrom(bytes);
            return request;
        }
        catch (InvalidProtocolBufferException fault)
        {
            throw new ProtocolException($"the message is no {request.Descriptor.Name}: {fault.Message.ReplaceLineEndings(" ")}", fault);
        }
    }
}
