using System.Buffers;
using System.IO.Pipelines;
using FsCheck;
using FsCheck.Fluent;
using Google.Protobuf;
using Tangram.Protocol.Grpc;
using Tangram.Protocol.Grpc.Wire;
using Tangram.Protocol.OpenInference;
using Tangram.Server.Grpc;

namespace Tangram.Server.Tests.Grpc;

/// <summary>Whatever a client sends, it is read or refused in the protocol's own way.</summary>
public sealed class MutatedFrameTests
{
    private const int Most = 100_000;

    private static readonly byte[][] Valid = [.. Requested().SelectMany(r => (byte[][])[GrpcTestServer.Frame(r), [.. GrpcTestServer.Frame(r), .. GrpcTestServer.Frame(r)], GrpcTestServer.Frame(r, gzip: true)])];

    [Fact]
    public void A_mutated_body_is_read_or_refused_and_nothing_else()
    {
        var (read, refused) = (0, 0);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(60_000), Prop.ForAll(Arb.From(Gen.Choose(0, int.MaxValue)), seed =>
        {
            var random = new Random(seed);
            var body = Mutated(random, Valid[random.Next(Valid.Length)]);
            try
            {
                read += ReadAll(body);
            }
            catch (Exception fault) when (fault is GrpcException or ProtocolException)
            {
                Assert.NotEmpty(fault.Message);
                refused++;
            }
        }));

        // Mutations that hit nothing, or everything, would show nothing.
        Assert.InRange(read, 3_000, 100_000);
        Assert.InRange(refused, 10_000, 60_000);
    }

    private static int ReadAll(byte[] body)
    {
        var count = 0;
        var reader = new GrpcFrameReader(PipeReader.Create(new ReadOnlySequence<byte>(body)), GrpcEncoding.Find("gzip"), Most);
        while (Next(reader) is { } frame)
        {
            using (frame)
            {
                var infer = InferMessage.Parse(frame.Bytes);
                var request = InferRequestMap.ToRequest(infer, limit: null);
                Assert.All(request.Inputs, i => Assert.True(i.Datatype.Size == 0 || i.Data.Length == i.Elements * i.Datatype.Size));
                InferResponseMap.ToResponse("m", "1", infer.Message.Id, request.Inputs).ToByteArray();
                count++;
            }
        }

        return count;
    }

    private static GrpcFrame? Next(GrpcFrameReader reader)
    {
        var reading = reader.ReadAsync(CancellationToken.None).AsTask();
        Assert.True(reading.IsCompleted, "it waits for more than there is");
        return reading.GetAwaiter().GetResult();
    }

    private static IEnumerable<ModelInferRequest> Requested()
    {
        yield return Requests.Raw(id: "7");
        foreach (var datatype in Datatype.All.Where(d => Requests.TwoOf(d) is not null))
        {
            var input = Requests.Input("x", datatype.Name, 2, 1);
            input.Contents = Requests.TwoOf(datatype);
            yield return new ModelInferRequest { ModelName = "m", Inputs = { input } };
        }

        var full = Requests.Raw(id: "full");
        full.Parameters["timeout"] = new() { Int64Param = 5000 };
        full.Parameters["priority"] = new() { Uint64Param = 1 };
        full.Parameters["other"] = new() { DoubleParam = 0.5 };
        full.Outputs.Add(new ModelInferRequest.Types.InferRequestedOutputTensor { Name = "out", Parameters = { ["classification"] = new() { Int64Param = 3 } } });
        full.Inputs.Add(Requests.Input("text", "BYTES", 2));
        full.RawInputContents.Add(ByteString.CopyFrom(Requests.BytesOfTwo(Datatype.Bytes)));
        yield return full;
    }

    private static byte[] Mutated(Random random, byte[] valid)
    {
        var body = valid.ToList();
        for (var n = random.Next(1, 4); n > 0; n--)
        {
            var at = random.Next(body.Count);
            switch (random.Next(6))
            {
                case 0:
                    body[at] = (byte)random.Next(256);
                    break;
                case 1:
                    body[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    body.RemoveRange(at, Math.Min(random.Next(1, 12), body.Count - at - 1));
                    break;
                case 3:
                    body.InsertRange(at, body.Skip(random.Next(body.Count)).Take(random.Next(20)).ToList());
                    break;
                case 4:
                    body.RemoveAt(at);
                    body.Insert(at, byte.MaxValue);
                    break;
                default:
                    body.AddRange(Enumerable.Range(0, random.Next(12)).Select(_ => (byte)random.Next(256)));
                    break;
            }

            // A length that fits lets the reader come to the message.
            if (random.Next(2) == 0 && body.Count > GrpcFrame.HeaderBytes && body[0] == 0)
            {
                System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(body)[1..], body.Count - GrpcFrame.HeaderBytes);
            }
        }

        return [.. body];
    }
}
