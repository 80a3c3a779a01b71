using System.Globalization;
using Tangram.Protocol.Worker;
using Tangram.Protocol.Worker.Messages;

namespace Tangram.Devices.Workers;

/// <summary>How batches are sent and answers received.</summary>
internal static class WorkerCalls
{
    /// <summary>Checks that a received frame answers the command that was sent last.</summary>
    /// <exception cref="ModelFailedException">The worker answered that it could not.</exception>
    public static void Check(FrameConnection connection, FrameHeader answer, uint sequence)
    {
        if (answer.Kind == FrameKind.Failed)
        {
            throw new ModelFailedException(connection.Message<CommandFailed>().Reason);
        }

        if (answer.Sequence != sequence)
        {
            throw new WorkerProtocolException(string.Create(CultureInfo.InvariantCulture, $"the worker answered command {answer.Sequence} where {sequence} was asked"));
        }
    }

    /// <summary>Bytes of a batch's inputs.</summary>
    public static long BytesOf(WorkerBatch batch)
    {
        var bytes = 0L;
        for (var i = 0; i < batch.Inputs.Count; i++)
        {
            bytes += BytesOf(batch.Inputs[i]);
        }

        return bytes;
    }

    /// <summary>Receives a batch's outputs straight into the result's memory.</summary>
    public static BatchResult Receive(FrameConnection connection, WorkerBatch batch)
    {
        var ran = connection.Message<BatchRan>();
        var bytes = 0L;
        for (var i = 0; i < ran.Outputs.Count; i++)
        {
            var output = ran.Outputs[i];
            bytes = output.IsSound ? bytes + output.Bytes : throw Unsound(batch, output);
        }

        return bytes == connection.PayloadBytes
            ? BatchResult.Receive(ran, connection)
            : throw new WorkerProtocolException(string.Create(
                CultureInfo.InvariantCulture, $"variant '{batch.Variant}' answered with {connection.PayloadBytes} bytes where its outputs take {bytes}"));
    }

    /// <summary>Sends a batch.</summary>
    /// <exception cref="FrameTooLargeException">The inputs are more than a frame takes; nothing was sent.</exception>
    public static void Send(FrameConnection connection, uint sequence, WorkerBatch batch)
    {
        var heads = new TensorHead[batch.Inputs.Count];
        var bytes = 0L;
        for (var i = 0; i < heads.Length; i++)
        {
            var input = batch.Inputs[i];
            var length = BytesOf(input);
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

    private static long BytesOf(BatchInput input)
    {
        var bytes = 0L;
        for (var p = 0; p < input.Pieces.Count; p++)
        {
            bytes += input.Pieces[p].Length;
        }

        return bytes;
    }

    private static WorkerProtocolException Unsound(WorkerBatch batch, TensorHead output) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"variant '{batch.Variant}' answered with {output.Bytes} bytes as output '{output.Name}' of {output.Datatype} in shape [{string.Join(",", output.Shape)}]"));
}
