using Tangram.Core.Time;
using Tangram.Protocol.Grpc;
using Tangram.Protocol.Grpc.Wire;
using Tangram.Server.Inference;
using Tangram.Server.Tracing;

namespace Tangram.Server.Grpc;

/// <summary><c>ModelInfer</c>: one request, one answer.</summary>
internal static class InferMethod
{
    /// <summary>Carries a call out.</summary>
    public static async Task RunAsync(GrpcCall call)
    {
        // In this order: outputs may be parts of inputs, and are written before either is given back.
        using var frame = await call.Requests.ReadOnlyAsync(call.Cancellation);
        var infer = InferMessage.Parse(frame.Bytes);
        call.Note(infer.Message.Id);
        await AnswerAsync(call, infer, call.ArrivedAt, response =>
        {
            call.Write(response);
            return Task.CompletedTask;
        });
    }

    /// <summary>Runs a request.</summary>
    /// <param name="call">The call it came with.</param>
    /// <param name="infer">The request.</param>
    /// <param name="arrivedAt">When it came.</param>
    /// <param name="write">Writes the answer, whose tensors live until then.</param>
    public static Task AnswerAsync(GrpcCall call, InferMessage infer, Instant arrivedAt, Func<ModelInferResponse, Task> write) =>
        call.Tracing is { } tracing ? TraceAsync(tracing, call, infer, arrivedAt, write) : RunAsync(call, infer, arrivedAt, write);

    // A method of its own, since what it makes for that is made as a method begins.
    private static Task TraceAsync(RequestTracing tracing, GrpcCall call, InferMessage infer, Instant arrivedAt, Func<ModelInferResponse, Task> write) =>
        tracing.RunAsync(call.Headers, infer.Message.ModelName, infer.Message.ModelVersion, arrivedAt, () =>
        {
            RequestTrace.Current?.Identify(infer.Message.Id);
            return RunAsync(call, infer, arrivedAt, write);
        });

    private static async Task RunAsync(GrpcCall call, InferMessage infer, Instant arrivedAt, Func<ModelInferResponse, Task> write)
    {
        var (model, version) = (infer.Message.ModelName, infer.Message.ModelVersion);

        // A model that is not there is told of before what is wrong with the request.
        call.Service.Metadata(model, version);
        using var answer = await call.Service.InferAsync(model, version, InferRequestMap.ToRequest(infer, call.LimitAt(arrivedAt)), arrivedAt, call.Cancellation);
        await write(ToResponse(infer, answer));
    }

    /// <summary>An answer's message; it has to be written before the answer is disposed.</summary>
    private static ModelInferResponse ToResponse(InferMessage infer, InferAnswer answer)
    {
        var response = InferResponseMap.ToResponse(answer.Model, answer.Version, infer.Message.Id, answer.Outputs);
        if (answer.IsPartial)
        {
            InferResponseMap.Mark(response, InferResponseMap.PartialParameter);
        }

        return response;
    }
}
