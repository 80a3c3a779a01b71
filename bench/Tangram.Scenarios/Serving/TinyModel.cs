using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Google.Protobuf;
using Tangram.Protocol.Grpc.Wire;

namespace Tangram.Scenarios.Serving;

/// <summary>The test model <c>simple</c>: sums and differences of twice sixteen numbers.</summary>
internal static class TinyModel
{
    /// <summary>Its name.</summary>
    public const string Name = "simple";

    /// <summary>Elements of each of its tensors.</summary>
    public const int Width = 16;

    private static readonly int[] First = [.. Enumerable.Range(0, Width)];
    private static readonly int[] Second = [.. Enumerable.Repeat(1, Width)];

    /// <summary>A request over HTTP.</summary>
    public static BinaryRequest Request { get; } = BinaryRequest.Of(("INPUT0", "INT32", [1, Width], Bytes(First)), ("INPUT1", "INT32", [1, Width], Bytes(Second)));

    /// <summary>The same request as a gRPC message in its frame.</summary>
    public static byte[] Frame { get; } = CreateFrame();

    /// <summary>What an answer's body must end with.</summary>
    public static byte[] Answer { get; } =
        [.. Bytes([.. First.Zip(Second, (a, b) => a + b)]), .. Bytes([.. First.Zip(Second, (a, b) => a - b)])];

    /// <summary>Where a server takes it.</summary>
    public static Uri At(Uri server) => new(server, $"/v2/models/{Name}/infer");

    /// <summary>Where a server takes it over gRPC.</summary>
    public static Uri MethodAt(Uri server) => new(server, "/inference.GRPCInferenceService/ModelInfer");

    private static byte[] Bytes(int[] values) => MemoryMarshal.AsBytes(values.AsSpan()).ToArray();

    private static byte[] CreateFrame()
    {
        var message = new ModelInferRequest { ModelName = Name };
        foreach (var (input, values) in (ReadOnlySpan<(string, int[])>)[("INPUT0", First), ("INPUT1", Second)])
        {
            message.Inputs.Add(new ModelInferRequest.Types.InferInputTensor { Name = input, Datatype = "INT32", Shape = { 1, Width } });
            message.RawInputContents.Add(ByteString.CopyFrom(Bytes(values)));
        }

        // Not compressed; then the length.
        var frame = new byte[5 + message.CalculateSize()];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), frame.Length - 5);
        message.WriteTo(frame.AsSpan(5));
        return frame;
    }
}
