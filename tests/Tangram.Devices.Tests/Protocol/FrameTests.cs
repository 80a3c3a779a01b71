using FsCheck;
using FsCheck.Fluent;
using Tangram.Protocol.OpenInference;
using Tangram.Protocol.OpenInference.Models;
using Tangram.Protocol.Worker;
using Tangram.Protocol.Worker.Messages;

namespace Tangram.Devices.Tests.Protocol;

public sealed class FrameTests
{
    [Fact]
    public void A_header_survives_writing_and_reading()
    {
        Prop.ForAll<ushort, uint, uint>((fields, sequence, payload) =>
        {
            var header = new FrameHeader(FrameKind.Run, fields, sequence, Math.Min(payload, WorkerProtocol.MaxPayloadBytes)) { IsShared = fields % 2 == 1 };
            var bytes = new byte[FrameHeader.Bytes];
            header.Write(bytes);
            return FrameHeader.Read(bytes) == header;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Any_bytes_give_a_header_or_are_refused_with_a_reason()
    {
        Prop.ForAll<byte[]>(bytes =>
        {
            bytes = [0x54, 0x57, WorkerProtocol.Version, .. bytes, .. new byte[FrameHeader.Bytes]];
            try
            {
                return FrameHeader.Read(bytes).PayloadBytes <= WorkerProtocol.MaxPayloadBytes;
            }
            catch (WorkerProtocolException e)
            {
                return e.Message.Length > 0;
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_load_command_survives_writing_and_reading()
    {
        Prop.ForAll<NonNull<string>, int[]>((text, shape) =>
        {
            var sent = new LoadVariant(Clean(text.Get), "/models/" + Clean(text.Get), 3, [.. shape.Take(WorkerProtocol.MaxRank)], 8) { Settings = "a=b", Known = [new TensorMetadata("x", Datatype.Int8, [-1, shape.Length])] };
            var received = RoundTrip(sent);
            return received with { ItemShape = sent.ItemShape, Known = sent.Known } == sent
                && received.ItemShape.SequenceEqual(sent.ItemShape)
                && received.Known is [{ Name: "x" } known] && known.Datatype == Datatype.Int8 && known.Shape.SequenceEqual(sent.Known[0].Shape);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_batch_outcome_survives_writing_and_reading()
    {
        Prop.ForAll<long, int, (NonNull<string>, int[], byte, PositiveInt)[]>((started, took, tensors) =>
        {
            var heads = tensors.Select(t => new TensorHead(Clean(t.Item1.Get), Some(t.Item3), [.. t.Item2.Take(WorkerProtocol.MaxRank)], t.Item4.Get)).ToArray();
            var sent = new BatchRan(started, took, heads);
            var received = RoundTrip(sent);
            return received with { Outputs = heads } == sent && Same(received.Outputs, heads) && Same(RoundTrip(new RunBatch("v", heads)).Inputs, heads);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void What_is_known_of_a_model_survives_writing_and_reading()
    {
        Prop.ForAll<(NonNull<string>, long[], byte)[]>(tensors =>
        {
            var sent = tensors.Select(t => new TensorMetadata(Clean(t.Item1.Get), Some(t.Item3), [.. t.Item2.Take(WorkerProtocol.MaxRank)])).ToArray();
            var received = RoundTrip(new VariantLoaded(sent, [.. sent.Reverse()]));
            return Same(received.Inputs, sent) && Same(received.Outputs, [.. sent.Reverse()]);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void What_does_not_fit_a_frame_is_refused_before_anything_is_sent()
    {
        var (a, b) = Pair();
        using (a)
        using (b)
        {
            Assert.Throws<FrameTooLargeException>(() => a.Send(1, new UnloadVariant(new string('v', WorkerProtocol.MaxFieldBytes))));
            Assert.Throws<FrameTooLargeException>(() => a.Send(2, new RunBatch("v", [new TensorHead("x", Datatype.Fp32, new int[WorkerProtocol.MaxRank + 1], 0)])));
            Assert.Throws<FrameTooLargeException>(() => a.Begin(3, new Ping(), WorkerProtocol.MaxPayloadBytes + 1L));
            a.Send(4, new Done());

            Assert.Equal(4u, b.Receive()!.Value.Sequence);
        }
    }

    [Theory]
    [InlineData("FP32", 24, new[] { 2, 3 }, 24)]
    [InlineData("BYTES", 24, new[] { 2, 3 }, 24)]
    [InlineData("INT64", 8, new int[0], 8)]
    [InlineData("INT64", 0, new[] { 0, 7 }, 0)]
    [InlineData("BYTES", 0, new[] { 7, 0 }, 0)]
    [InlineData("UINT8", 1 << 30, new[] { 1 << 15, 1 << 15 }, 1 << 30)]
    [InlineData("UINT16", 0, new[] { 1 << 15, 1 << 15 }, -1)]
    [InlineData("INT8", 0, new[] { int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue }, -1)]
    [InlineData("INT8", 0, new[] { int.MaxValue, int.MaxValue, int.MaxValue, 0 }, 0)]
    [InlineData("INT8", 1, new[] { -1, -1 }, -1)]
    public void A_tensors_bytes_are_its_elements_unless_they_are_more_than_a_frame_takes(string datatype, int bytes, int[] shape, int takes)
    {
        var head = new TensorHead("x", Datatype.Find(datatype)!, shape, bytes);

        Assert.Equal(takes, TensorHead.BytesOf(head.Datatype, shape));
        Assert.Equal(bytes == takes, head.IsSound);
    }

    [Fact]
    public void Fields_cut_short_or_too_long_are_refused()
    {
        var bytes = new byte[100];
        var writer = new FieldWriter(bytes);
        new WorkerMemory(1, 2).Write(ref writer);
        var length = writer.Written;

        Assert.Throws<WorkerProtocolException>(() => Read<WorkerMemory>(bytes.AsSpan(0, length - 1)));
        Assert.Throws<WorkerProtocolException>(() => Read<WorkerMemory>(bytes.AsSpan(0, length + 1)));
    }

    [Fact]
    public void Another_version_is_refused_by_name()
    {
        var bytes = new byte[FrameHeader.Bytes];
        new FrameHeader(FrameKind.Ping, 0, 1, 0).Write(bytes);
        bytes[2] = 9;

        var fault = Assert.Throws<WorkerProtocolException>(() => FrameHeader.Read(bytes));

        Assert.StartsWith("the other side speaks version 9 of the worker protocol and this side version 3", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Pieces_arrive_as_one_payload_in_their_order()
    {
        var (a, b) = Pair();
        using (a)
        using (b)
        {
            Prop.ForAll<(byte[], bool)[], uint>((pieces, sequence) =>
            {
                // A long piece is sent from where it lies, between short ones that are copied together.
                byte[][] sent = [.. pieces.Select(piece => piece.Item2 ? [.. piece.Item1, .. new byte[70_000], .. piece.Item1] : piece.Item1)];
                var sending = Task.Run(() => a.Send(sequence, new RunBatch("v", []), [.. sent.Select(piece => (ReadOnlyMemory<byte>)piece)]));
                var header = b.Receive()!.Value;
                var received = new byte[header.PayloadBytes];
                b.ReceivePayload(received.AsSpan(0, received.Length / 3));
                b.ReceivePayload(received.AsSpan(received.Length / 3));
                sending.GetAwaiter().GetResult();
                return header.Sequence == sequence && b.Message<RunBatch>().Variant == "v" && received.AsSpan().SequenceEqual(sent.SelectMany(piece => piece).ToArray());
            }).QuickCheckThrowOnFailure();
        }
    }

    [Fact]
    public void A_large_payload_goes_through_shared_memory_and_a_small_one_over_the_socket()
    {
        var (a, b) = Pair();
        using (a)
        using (b)
        {
            Share(a, b);
            byte[] sent = [.. Enumerable.Range(0, 300_001).Select(i => (byte)(i % 251))];
            a.Send(1, new RunBatch("v", []), [sent.AsMemory(0, 7), sent.AsMemory(7)]);
            var header = b.Receive()!.Value;
            var received = new byte[header.PayloadBytes];
            b.ReceivePayload(received.AsSpan(0, 1000));
            b.ReceivePayload(received.AsSpan(1000));
            b.Send(2, new RunBatch("answer", []), [new byte[100_000]]);

            Assert.True(header.IsShared);
            Assert.NotEqual(0, b.SharedPayload);
            Assert.Equal(sent, received);
            Assert.Throws<WorkerProtocolException>(() => b.ReceivePayload(received.AsSpan(0, 1)));
            Assert.True(a.Receive()!.Value.IsShared);

            // What the other side answered lies elsewhere.
            a.Send(3, new RunBatch("v", []), [sent.AsMemory(0, 100)]);
            Assert.False(b.Receive()!.Value.IsShared);
            Assert.Equal(0, b.SharedPayload);
            b.ReceivePayload(received.AsSpan(0, 100));
            Assert.Equal(sent.AsSpan(0, 100), received.AsSpan(0, 100));
        }
    }

    [Fact]
    public void A_payload_said_to_be_shared_is_refused_where_no_memory_is()
    {
        using var pairs = new SocketPairs();
        var (a, b) = pairs.Next();
        using var receiver = new FrameConnection(b);
        var bytes = new byte[FrameHeader.Bytes];
        new FrameHeader(FrameKind.Ping, 0, 1, 100_000) { IsShared = true }.Write(bytes);
        a.Send(bytes);
        a.Dispose();

        Assert.Throws<WorkerProtocolException>(() => receiver.Receive());
    }

    [Fact]
    public void Memory_of_a_process_that_is_gone_cannot_be_opened() => Assert.Null(SharedMemory.TryOpen(int.MaxValue, 3));

    [Fact]
    public void An_unread_payload_is_skipped_and_a_closed_socket_is_told()
    {
        var (a, b) = Pair();
        using (b)
        {
            using (a)
            {
                a.Send(1, new Ping(), [new byte[300_000]]);
                a.Send(2, new Done());
            }

            Assert.Equal(1u, b.Receive()!.Value.Sequence);
            Assert.Equal(2u, b.Receive()!.Value.Sequence);
            Assert.Null(b.Receive());
        }
    }

    private static Datatype Some(byte number) => Datatype.All[number % Datatype.All.Count];

    private static bool Same(IReadOnlyList<TensorHead> received, TensorHead[] sent) => received.Count == sent.Length
        && received.Zip(sent).All(pair => pair.First with { Shape = pair.Second.Shape } == pair.Second && pair.First.Shape.SequenceEqual(pair.Second.Shape));

    private static bool Same(IReadOnlyList<TensorMetadata> received, TensorMetadata[] sent) => received.Count == sent.Length
        && received.Zip(sent).All(pair => pair.First with { Shape = pair.Second.Shape } == pair.Second && pair.First.Shape.SequenceEqual(pair.Second.Shape));

    private static string Clean(string text) => string.Concat(text.Where(c => !char.IsSurrogate(c)));

    private static T RoundTrip<T>(T message)
        where T : IMessage<T>
    {
        var bytes = new byte[WorkerProtocol.MaxFieldBytes];
        var writer = new FieldWriter(bytes);
        message.Write(ref writer);
        return Read<T>(bytes.AsSpan(0, writer.Written));
    }

    private static T Read<T>(ReadOnlySpan<byte> bytes)
        where T : IMessage<T>
    {
        var reader = new FieldReader(bytes);
        var message = T.Read(ref reader);
        reader.End();
        return message;
    }

    private static void Share(FrameConnection server, FrameConnection worker)
    {
        var memory = SharedMemory.TryCreate()!;
        worker.Share(SharedMemory.TryOpen(Environment.ProcessId, memory.Descriptor)!, isServer: false);
        server.Share(memory, isServer: true);
    }

    private static (FrameConnection A, FrameConnection B) Pair()
    {
        using var pairs = new SocketPairs();
        var (a, b) = pairs.Next();
        return (new FrameConnection(a), new FrameConnection(b));
    }
}
