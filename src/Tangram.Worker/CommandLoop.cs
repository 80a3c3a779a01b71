using Tangram.Protocol.Worker;
using Tangram.Protocol.Worker.Messages;
using Tangram.Worker.Runtimes;

namespace Tangram.Worker;

/// <summary>Carries out commands one after the other, on one thread, until the server closes the socket or says to stop.</summary>
internal sealed class CommandLoop(FrameConnection connection, VariantTable variants, InputBuffer input)
{
    /// <summary>Serves until the end.</summary>
    /// <exception cref="WorkerProtocolException">What came is not the protocol; the server was told so if it still listens.</exception>
    public void Run()
    {
        var last = FrameKind.None;
        while (last != FrameKind.Shutdown && Next() is { } command)
        {
            last = command.Kind;
            try
            {
                CarryOut(command);
            }
            catch (Exception e) when (e is ModelException or FrameTooLargeException)
            {
                connection.Send(command.Sequence, CommandFailed.OneLine(e.Message));
            }
            catch (WorkerProtocolException e)
            {
                connection.Send(command.Sequence, CommandFailed.OneLine(e.Message));
                throw;
            }
        }
    }

    private FrameHeader? Next()
    {
        try
        {
            return connection.Receive();
        }
        catch (WorkerProtocolException e)
        {
            connection.Send(sequence: 0, CommandFailed.OneLine(e.Message));
            throw;
        }
    }

    private void CarryOut(FrameHeader command)
    {
        switch (command.Kind)
        {
            case FrameKind.Hello:
                Greet(command, connection.Message<Hello>());
                break;
            case FrameKind.Load:
                connection.Send(command.Sequence, variants.Load(connection.Message<LoadVariant>()));
                break;
            case FrameKind.Unload:
                variants.Unload(connection.Message<UnloadVariant>().Variant);
                connection.Send(command.Sequence, new Done());
                break;
            case FrameKind.WarmUp:
                WarmUp(command);
                break;
            case FrameKind.Run:
                RunBatch(command);
                break;
            case FrameKind.Ping:
                connection.ReceivePayload(input.Take((int)command.PayloadBytes).Span);
                connection.Send(command.Sequence, new Pong(command.PayloadBytes));
                break;
            case FrameKind.Stats:
                connection.Send(command.Sequence, ProcessMemory.Read());
                break;
            case FrameKind.Shutdown:
                connection.Send(command.Sequence, new Done());
                break;
            default:
                throw new WorkerProtocolException($"{command.Kind} is no command");
        }
    }

    private void Greet(FrameHeader command, Hello server)
    {
        var memory = server.Memory < 0 ? null : SharedMemory.TryOpen(server.ServerProcess, server.Memory);
        if (memory is not null)
        {
            connection.Share(memory, isServer: false);
        }

        connection.Send(command.Sequence, new Ready(Environment.ProcessId, string.Join(',', RuntimeCatalog.Runtimes.Names)) { SharesMemory = memory is not null });
    }

    private void WarmUp(FrameHeader command)
    {
        var request = connection.Message<WarmUp>();
        using var run = variants.Find(request.Variant).WarmUp(request.Batch, input);
        connection.Send(command.Sequence, run.Outcome);
    }

    private void RunBatch(FrameHeader command)
    {
        var request = connection.Message<RunBatch>();
        using var run = variants.Find(request.Variant).Run(request, connection, command.PayloadBytes, input);
        var outputs = run.Outcome.Outputs;
        var bytes = 0L;
        for (var i = 0; i < outputs.Count; i++)
        {
            bytes += outputs[i].Bytes;
        }

        connection.Begin(command.Sequence, run.Outcome, bytes);
        for (var i = 0; i < outputs.Count; i++)
        {
            connection.SendPayload(run.Output(i));
        }
    }
}
