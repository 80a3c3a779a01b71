using System.Globalization;
using Tangram.Protocol.Worker;
using Tangram.Protocol.Worker.Messages;

namespace Tangram.Devices.Workers;

/// <summary>Sends one command and receives its answer.</summary>
internal static class WorkerCalls
{
    /// <summary>A command whose answer has no payload.</summary>
    /// <exception cref="ModelFailedException">The worker answered that it could not.</exception>
    public static TAnswer Ask<TCommand, TAnswer>(FrameConnection connection, uint sequence, TCommand command)
        where TCommand : IMessage<TCommand>
        where TAnswer : IMessage<TAnswer>
    {
        connection.Send(sequence, command);
        Receive(connection, sequence);
        return connection.Message<TAnswer>();
    }

    /// <summary>A ping that carries bytes, which the worker receives as it would a batch.</summary>
    public static Pong Ping(FrameConnection connection, uint sequence, IReadOnlyList<ReadOnlyMemory<byte>> pieces)
    {
        connection.Send(sequence, new Ping(), pieces);
        Receive(connection, sequence);
        return connection.Message<Pong>();
    }

    /// <summary>A batch. The outputs are received straight into the result's memory.</summary>
    /// <exception cref="ModelFailedException">The worker answered that it could not.</exception>
    /// <exception cref="FrameTooLargeException">The inputs are more than a frame takes; nothing was sent.</exception>
    public static BatchResult Run(FrameConnection connection, uint sequence, WorkerBatch batch)
    {
        Send(connection, sequence, batch);
        var answer = Receive(connection, sequence);
        var ran = connection.Message<BatchRan>();
        var bytes = 0L;
        for (var i = 0; i < ran.Outputs.Count; i++)
        {
            var output = ran.Outputs[i];
            bytes = output.IsSound ? bytes + output.Bytes : throw Unsound(batch, output);
        }

        return bytes == answer.PayloadBytes
            ? BatchResult.Receive(ran, connection)
            : throw new WorkerProtocolException(string.Create(
                CultureInfo.InvariantCulture, $"variant '{batch.Variant}' answered with {answer.PayloadBytes} bytes where its outputs take {bytes}"));
    }

    private static void Send(FrameConnection connection, uint sequence, WorkerBatch batch)
    {
        var heads = new TensorHead[batch.Inputs.Count];
        var bytes = 0L;
        for (var i = 0; i < heads.Length; i++)
        {
            var input = batch.Inputs[i];
            var length = 0L;
            for (var p = 0; p < input.Pieces.Count; p++)
            {
                length += input.Pieces[p].Length;
            }

            heads[i] = new TensorHead(input.Name, input.Datatype, input.Shape, (int)Math.Min(length, int.MaxValue));
            bytes += length;
        }

        connection.Begin(sequence, new RunBatch(batch.Variant, heads), bytes);
        for (var i = 0; i < heads.Length; i++)
        {
            var pieces = batch.Inputs[i].Pieces;
            for (var p = 0; p < pieces.Count; p++)
            {
                connection.SendPayload(pieces[p].Span);
            }
        }
    }

    private static FrameHeader Receive(FrameConnection connection, uint sequence)
    {
        var answer = connection.Receive() ?? throw new IOException("the worker closed its socket");
        if (answer.Kind == FrameKind.Failed)
        {
            throw new ModelFailedException(connection.Message<CommandFailed>().Reason);
        }

        return answer.Sequence == sequence
            ? answer
            : throw new WorkerProtocolException(string.Create(CultureInfo.InvariantCulture, $"the worker answered command {answer.Sequence} where {sequence} was asked"));
    }

    private static WorkerProtocolException Unsound(WorkerBatch batch, TensorHead output) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"variant '{batch.Variant}' answered with {output.Bytes} bytes as output '{output.Name}' of {output.Datatype} in shape [{string.Join(",", output.Shape)}]"));
}
