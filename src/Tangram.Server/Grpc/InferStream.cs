using Tangram.Core.Time;
using Tangram.Protocol.Grpc;
using Tangram.Protocol.Grpc.Wire;

namespace Tangram.Server.Grpc;

/// <summary><c>ModelStreamInfer</c>: requests run beside each other, and each is answered as it ends; what fails one does not end the stream.</summary>
internal sealed class InferStream : IDisposable
{
    private readonly GrpcCall _call;
    private readonly SemaphoreSlim _free;
    private readonly SemaphoreSlim _writing = new(1);

    private InferStream(GrpcCall call) => (_call, _free) = (call, new SemaphoreSlim(call.Limits.MaxStreamRequests));

    /// <summary>Carries a call out.</summary>
    public static async Task RunAsync(GrpcCall call)
    {
        call.TakeTime();
        using var stream = new InferStream(call);
        await stream.RunAsync();
    }

    public void Dispose()
    {
        _free.Dispose();
        _writing.Dispose();
    }

    private async Task RunAsync()
    {
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(_call.Cancellation, _call.Stopping);
        try
        {
            while (await NextAsync(reading.Token) is { } frame)
            {
                _ = AnswerAsync(frame, _call.Service.Now);
            }
        }
        finally
        {
            // What runs still uses the call, also when that is over for the client.
            for (var i = 0; i < _call.Limits.MaxStreamRequests; i++)
            {
                await _free.WaitAsync(CancellationToken.None);
            }
        }
    }

    // The next request, once there is a place for it to run in; it holds the place until it was answered.
    private async Task<GrpcFrame?> NextAsync(CancellationToken cancellation)
    {
        await _free.WaitAsync(cancellation);
        GrpcFrame? frame = null;
        try
        {
            return frame = await _call.Requests.ReadAsync(cancellation);
        }
        finally
        {
            if (frame is null)
            {
                _free.Release();
            }
        }
    }

    // Throws nothing: the stream awaits its place and not this.
    private async Task AnswerAsync(GrpcFrame frame, Instant arrivedAt)
    {
        var id = string.Empty;
        try
        {
            using (frame)
            {
                var infer = InferMessage.Parse(frame.Bytes);
                id = infer.Message.Id;
                await InferMethod.AnswerAsync(_call, infer, arrivedAt, response =>
                {
                    InferResponseMap.Mark(response, InferResponseMap.FinalParameter);
                    return WriteAsync(new ModelStreamInferResponse { InferResponse = response });
                });
            }
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            await WriteFaultAsync(id, fault);
        }
        finally
        {
            _free.Release();
        }
    }

    private async Task WriteFaultAsync(string id, Exception fault)
    {
        if (_call.Cancellation.IsCancellationRequested)
        {
            return; // The stream ends with a status that says it.
        }

        try
        {
            var status = GrpcRunner.Told(_call.Logger, id.Length > 0 ? id : _call.RequestId, "ModelStreamInfer", fault);
            await WriteAsync(new ModelStreamInferResponse { ErrorMessage = status.Message, InferResponse = new ModelInferResponse { Id = id } });
        }
        catch (Exception later) when (later is OperationCanceledException or IOException or InvalidOperationException)
        {
            // The client went away meanwhile.
        }
    }

    private async Task WriteAsync(ModelStreamInferResponse response)
    {
        await _writing.WaitAsync(_call.Cancellation);
        try
        {
            _call.Write(response);
            await _call.FlushAsync();
        }
        finally
        {
            _writing.Release();
        }
    }
}
