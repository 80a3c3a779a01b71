using Tangram.Protocol.Worker;
using Tangram.Protocol.Worker.Messages;

namespace Tangram.Devices.Tests.Workers;

public sealed class WorkerOnTheWireTests
{
    [Fact]
    public async Task The_worker_exits_when_the_server_closes_its_socket()
    {
        using var worker = await BareWorker.StartAsync();

        worker.Connection.Dispose();

        Assert.Equal(0, await worker.ExitCodeAsync());
    }

    [Fact]
    public async Task Garbage_is_answered_with_a_reason_and_ends_the_worker()
    {
        using var worker = await BareWorker.StartAsync();

        worker.Socket.Send("GET / HTTP/1.1\r\nHost: x\r\n\r\n"u8);

        Assert.Equal(FrameKind.Failed, worker.Connection.Receive()!.Value.Kind);
        Assert.Equal("these bytes are no frame of the worker protocol: a frame begins with 'TW'", worker.Connection.Message<CommandFailed>().Reason);
        Assert.Equal(2, await worker.ExitCodeAsync());
    }

    [Fact]
    public async Task A_frame_that_announces_too_much_is_refused()
    {
        using var worker = await BareWorker.StartAsync();
        var bytes = new byte[FrameHeader.Bytes];
        new FrameHeader(FrameKind.Ping, 0, 1, uint.MaxValue).Write(bytes);

        worker.Socket.Send(bytes);

        Assert.Equal(FrameKind.Failed, worker.Connection.Receive()!.Value.Kind);
        Assert.Equal(2, await worker.ExitCodeAsync());
    }

    [Fact]
    public async Task An_answer_sent_as_a_command_is_refused()
    {
        using var worker = await BareWorker.StartAsync();

        worker.Connection.Send(5, new Done());

        Assert.Equal(5u, worker.Connection.Receive()!.Value.Sequence);
        Assert.Equal("Done is no command", worker.Connection.Message<CommandFailed>().Reason);
        Assert.Equal(2, await worker.ExitCodeAsync());
    }
}
