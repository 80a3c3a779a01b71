using System.Diagnostics;
using System.Net.Sockets;
using FsCheck;
using FsCheck.Fluent;
using Tangram.Protocol.OpenInference;
using Tangram.Protocol.OpenInference.Models;
using Tangram.Protocol.Worker;
using Tangram.Protocol.Worker.Messages;
using Tangram.Worker;
using Tangram.Worker.Runtimes;

namespace Tangram.Devices.Tests.Protocol;

/// <summary>Whatever comes over the socket between server and worker, either side reads it or refuses it, and neither waits for what does not come.</summary>
public sealed class MutatedFrameTests
{
    private const int Frames = 25_000;
    private const int Batches = 20_000;

    private static readonly TimeSpan MostForOne = TimeSpan.FromSeconds(10);

    private static readonly TensorMetadata[] Inputs =
    [
        new("a", Datatype.Fp32, [-1, 2]), new("b", Datatype.Bytes, [-1, -1]), new("c", Datatype.Int64, []), new("d", Datatype.Bool, [-1]),
    ];

    private static readonly byte[][] Valid = [.. Recorded()];

    [Fact]
    public void A_mutated_frame_is_read_or_refused_and_nothing_else()
    {
        using var pairs = new SocketPairs();
        ForAll(Frames, random =>
        {
            var (near, far) = pairs.Next();
            using (near)
            using (var connection = new FrameConnection(far))
            {
                near.Send(Mutated(random, Valid[random.Next(Valid.Length)]));
                near.Shutdown(SocketShutdown.Send);
                try
                {
                    while (connection.Receive() is { } frame)
                    {
                        Read(connection, frame);
                    }
                }
                catch (Exception fault) when (fault is WorkerProtocolException or ModelException)
                {
                    Assert.NotEmpty(fault.Message);
                    Assert.DoesNotContain('\n', fault.Message);
                }
            }
        });
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public void A_batch_of_any_heads_fits_or_is_refused(int largest)
    {
        var rules = new BatchRules(new LoadVariant("m", "/m", 1, [], largest), Inputs);
        ForAll(Batches / 2, random =>
        {
            var heads = Enumerable.Range(0, random.Next(4) == 0 ? random.Next(7) : Inputs.Length).Select(i => Head(random, i)).ToArray();
            var bytes = heads.Sum(h => (long)h.Bytes) + (random.Next(4) == 0 ? random.Next(-9, 9) : 0);
            try
            {
                var places = rules.Check(heads, bytes);

                // What fits can be taken in: each input once, of as many bytes as its shape says, and no more than came.
                Assert.Equal(Enumerable.Range(0, Inputs.Length), places.ToArray().Order());
                Assert.All(heads, h => Assert.True(h.IsSound));
                foreach (var head in heads.Where(h => h.Datatype == Datatype.Bytes))
                {
                    var elements = new byte[Math.Min(head.Bytes, 64)];
                    random.NextBytes(elements);
                    rules.CheckElements(head, elements);
                }
            }
            catch (ModelException fault)
            {
                Assert.NotEmpty(fault.Message);
                Assert.DoesNotContain('\n', fault.Message);
            }
        });
    }

    // FsCheck names the seed of what fails, and begins with another each time.
    private static void ForAll(int count, Action<Random> property) => Check.One(Config.QuickThrowOnFailure.WithMaxTest(count), Prop.ForAll(Arb.From(Gen.Choose(0, int.MaxValue - 1)), seed =>
    {
        var started = Stopwatch.GetTimestamp();
        property(new Random(seed));
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, MostForOne);
        return true;
    }));

    // As the two sides do: each kind is read by one of them.
    private static void Read(FrameConnection connection, FrameHeader frame)
    {
        object message = frame.Kind switch
        {
            FrameKind.Hello => connection.Message<Hello>(),
            FrameKind.Load => connection.Message<LoadVariant>(),
            FrameKind.Unload => connection.Message<UnloadVariant>(),
            FrameKind.WarmUp => connection.Message<WarmUp>(),
            FrameKind.Run => connection.Message<RunBatch>(),
            FrameKind.Ran => connection.Message<BatchRan>(),
            FrameKind.Loaded => connection.Message<VariantLoaded>(),
            FrameKind.Failed => connection.Message<CommandFailed>(),
            _ => frame,
        };
        if (message is RunBatch batch)
        {
            new BatchRules(new LoadVariant("m", "/m", 1, [], 8), Inputs).Check(batch.Inputs, frame.PayloadBytes);
            foreach (var head in batch.Inputs)
            {
                // A frame may say more than comes; so much memory is not taken for a test.
                var bytes = new byte[Math.Min(head.Bytes, 1 << 16)];
                connection.ReceivePayload(bytes);
            }
        }
    }

    private static TensorHead Head(Random random, int index)
    {
        var input = Inputs[random.Next(8) == 0 ? random.Next(Inputs.Length) : index % Inputs.Length];
        int[] shape = [.. input.Shape.Select(d => d < 0 ? 2 : (int)d)];
        for (var i = 0; i < shape.Length; i++)
        {
            shape[i] = random.Next(12) switch { 0 => random.Next(-2, 9), 1 => int.MaxValue, 2 => int.MinValue, _ => shape[i] };
        }

        shape = random.Next(12) switch { 0 => [.. shape, 1], 1 => shape[..^Math.Min(1, shape.Length)], _ => shape };
        var datatype = random.Next(16) == 0 ? Datatype.All[random.Next(Datatype.All.Count)] : input.Datatype;
        var takes = Math.Max(0, TensorHead.BytesOf(datatype, shape));
        return new TensorHead(random.Next(16) == 0 ? "x" : input.Name, datatype, shape, random.Next(8) == 0 ? random.Next() : takes);
    }

    /// <summary>One frame of each kind that holds something, as it travels.</summary>
    private static IEnumerable<byte[]> Recorded()
    {
        TensorHead[] heads = [new("a", Datatype.Fp32, [1, 2], 8), new("b", Datatype.Bytes, [1, 1], 5), new("c", Datatype.Int64, [1], 8), new("d", Datatype.Bool, [1], 1)];
        yield return Sent(c => c.Send(1, new Hello(7)));
        yield return Sent(c => c.Send(2, new LoadVariant("m", "/models/m.onnx", 2, [3, 4], 8) { Settings = "a=b" }));
        yield return Sent(c => c.Send(3, new UnloadVariant("m")));
        yield return Sent(c => c.Send(4, new WarmUp("m", 3)));
        yield return Sent(c => c.Send(5, new RunBatch("m", heads), [new byte[heads.Sum(h => h.Bytes)]]));
        yield return Sent(c => c.Send(6, new BatchRan(1, 2, heads), [new byte[22]]));
        yield return Sent(c => c.Send(7, new VariantLoaded(Inputs, Inputs)));
        yield return Sent(c => c.Send(8, new CommandFailed("no")));
    }

    private static byte[] Sent(Action<FrameConnection> send)
    {
        using var pairs = new SocketPairs();
        var (near, far) = pairs.Next();
        using (far)
        {
            using (var connection = new FrameConnection(near))
            {
                send(connection);
            }

            var bytes = new byte[4096];
            return bytes[..far.Receive(bytes)];
        }
    }

    private static byte[] Mutated(Random random, byte[] valid)
    {
        var bytes = valid.ToList();
        for (var n = random.Next(1, 5); n > 0 && bytes.Count > 0; n--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes[at] = random.Next(2) == 0 ? byte.MaxValue : (byte)0;
                    break;
                case 2:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 9), bytes.Count - at));
                    break;
                case 3:
                    bytes.InsertRange(at, Enumerable.Range(0, random.Next(9)).Select(_ => (byte)random.Next(256)));
                    break;
                default:
                    bytes.AddRange(Valid[random.Next(Valid.Length)]);
                    break;
            }
        }

        return [.. bytes];
    }
}
