using Google.Protobuf;
using Tangram.Protocol.Grpc.Wire;
using Tangram.Protocol.OpenInference;

namespace Tangram.Protocol.Grpc;

/// <summary>A <see cref="ModelInferRequest"/> whose raw contents are parts of the bytes it was read from instead of copies.</summary>
/// <param name="Message">Everything but its <c>raw_input_contents</c>, of which it has none.</param>
/// <param name="RawContents">They; they live as long as the bytes.</param>
public sealed record InferMessage(ModelInferRequest Message, IReadOnlyList<ReadOnlyMemory<byte>> RawContents)
{
    private const uint RawContentsTag = (ModelInferRequest.RawInputContentsFieldNumber << 3) | 2;

    /// <summary>Reads a message.</summary>
    /// <exception cref="ProtocolException">The bytes are no such message.</exception>
    public static InferMessage Parse(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return Split(bytes);
        }
        catch (InvalidProtocolBufferException fault)
        {
            throw new ProtocolException($"the message is no ModelInferRequest: {fault.Message.ReplaceLineEndings(" ")}", fault);
        }
    }

    // What is left between the raw contents is read as if they were not there: fields may come in any order and in pieces.
    private static InferMessage Split(ReadOnlyMemory<byte> bytes)
    {
        var message = new ModelInferRequest();
        List<ReadOnlyMemory<byte>>? raw = null;
        var fields = new WireFields(bytes.Span);
        var from = 0;
        while (fields.Next())
        {
            if (fields.Tag != RawContentsTag)
            {
                continue;
            }

            Merge(message, bytes.Span[from..fields.Start]);
            (raw ??= new(4)).Add(bytes[fields.ContentStart..fields.End]);
            from = fields.End;
        }

        Merge(message, bytes.Span[from..]);
        return new InferMessage(message, raw ?? (IReadOnlyList<ReadOnlyMemory<byte>>)[]);
    }

    private static void Merge(ModelInferRequest message, ReadOnlySpan<byte> part)
    {
        if (part.Length > 0)
        {
            message.MergeFrom(part);
        }
    }
}
