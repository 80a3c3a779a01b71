using System.Net.Sockets;
using System.Runtime.InteropServices;
using FsCheck;
using FsCheck.Fluent;
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
            var header = new FrameHeader(FrameKind.Run, ElementType.Fp32, fields, sequence, Math.Min(payload, WorkerProtocol.MaxPayloadBytes));
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
            var sent = new LoadVariant(Clean(text.Get), "/models/" + Clean(text.Get), 3, [.. shape.Take(WorkerProtocol.MaxRank)], 8) { Settings = "a=b" };
            var received = RoundTrip(sent);
            return received with { ItemShape = sent.ItemShape } == sent && received.ItemShape.SequenceEqual(sent.ItemShape);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_batch_outcome_survives_writing_and_reading()
    {
        Prop.ForAll<long, long, int[]>((started, took, shape) =>
        {
            var sent = new BatchRan(started, took, [.. shape.Take(WorkerProtocol.MaxRank)]);
            var received = RoundTrip(sent);
            return received with { OutputShape = sent.OutputShape } == sent && received.OutputShape.SequenceEqual(sent.OutputShape);
        }).QuickCheckThrowOnFailure();
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
        new FrameHeader(FrameKind.Ping, ElementType.None, 0, 1, 0).Write(bytes);
        bytes[2] = 9;

        var fault = Assert.Throws<WorkerProtocolException>(() => FrameHeader.Read(bytes));

        Assert.StartsWith("the other side speaks version 9 of the worker protocol and this side version 1", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Items_arrive_as_one_tensor_in_their_order()
    {
        Prop.ForAll<float[][]>(items =>
        {
            var (a, b) = Pair();
            using (a)
            using (b)
            {
                a.Send(7, new RunBatch("v", 1), [.. items.Select(item => (ReadOnlyMemory<float>)item)]);
                var header = b.Receive()!.Value;
                var received = new float[header.PayloadBytes / sizeof(float)];
                b.ReceivePayload(MemoryMarshal.AsBytes(received.AsSpan()));
                return header.Sequence == 7 && received.AsSpan().SequenceEqual(items.SelectMany(item => item).ToArray());
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void An_unread_payload_is_skipped_and_a_closed_socket_is_told()
    {
        var (a, b) = Pair();
        using (b)
        {
            using (a)
            {
                a.Send(1, new Ping(), [new float[1000]]);
                a.Send(2, new Done());
            }

            Assert.Equal(1u, b.Receive()!.Value.Sequence);
            Assert.Equal(2u, b.Receive()!.Value.Sequence);
            Assert.Null(b.Receive());
        }
    }

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

    private static (FrameConnection A, FrameConnection B) Pair()
    {
        var folder = Directory.CreateTempSubdirectory("tangram-tests-");
        var end = new UnixDomainSocketEndPoint(Path.Combine(folder.FullName, "s"));
        using var listener = WorkerProtocol.CreateSocket();
        listener.Bind(end);
        listener.Listen(1);
        var a = WorkerProtocol.CreateSocket();
        a.Connect(end);
        var b = listener.Accept();
        folder.Delete(recursive: true);
        return (new FrameConnection(a), new FrameConnection(b));
    }
}
