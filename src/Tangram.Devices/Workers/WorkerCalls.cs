using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
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

    /// <summary>A ping that carries tensors, which the worker receives as it would a batch.</summary>
    public static Pong Ping(FrameConnection connection, uint sequence, IReadOnlyList<ReadOnlyMemory<float>> items)
    {
        connection.Send(sequence, new Ping(), items);
        Receive(connection, sequence);
        return connection.Message<Pong>();
    }

    /// <summary>A batch. The output is received straight into the result's memory.</summary>
    /// <exception cref="ModelFailedException">The worker answered that it could not.</exception>
    public static BatchResult Run(FrameConnection connection, uint sequence, WorkerBatch batch)
    {
        connection.Send(sequence, new RunBatch(batch.Variant, batch.Items.Count), batch.Items);
        var answer = Receive(connection, sequence);
        var ran = connection.Message<BatchRan>();
        var bytes = ran.OutputShape.Aggregate((long)sizeof(float), (product, dimension) => product * dimension);
        if (answer.Elements != ElementType.Fp32 || bytes != answer.PayloadBytes || ran.OutputShape is not [var items, ..] || items != batch.Items.Count)
        {
            throw new WorkerProtocolException(string.Create(
                CultureInfo.InvariantCulture,
                $"variant '{batch.Variant}' answered a batch of {batch.Items.Count} with {answer.PayloadBytes} bytes of shape [{string.Join(",", ran.OutputShape)}]"));
        }

        var length = (int)(bytes / sizeof(float));
        var output = ArrayPool<float>.Shared.Rent(length);
        try
        {
            connection.ReceivePayload(MemoryMarshal.AsBytes(output.AsSpan(0, length)));
        }
        catch
        {
            ArrayPool<float>.Shared.Return(output);
            throw;
        }

        return new BatchResult(batch.Items.Count, ran, output);
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
}
