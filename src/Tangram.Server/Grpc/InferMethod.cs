using Tangram.Core.Time;
using Tangram.Protocol.Grpc;
using Tangram.Protocol.Grpc.Wire;
using Tangram.Server.Inference;

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
        using var answer = await StartAsync(call, infer, call.ArrivedAt);
        call.Write(ToResponse(infer, answer));
    }

    /// <summary>Runs a request.</summary>
    public static Task<InferAnswer> StartAsync(GrpcCall call, InferMessage infer, Instant arrivedAt)
    {
        var (model, version) = (infer.Message.ModelName, infer.Message.ModelVersion);
        call.Service.RefuseEarly(model, version, arrivedAt);
        return call.Service.InferAsync(model, version, InferRequestMap.ToRequest(infer, call.LimitAt(arrivedAt)), arrivedAt, call.Cancellation);
    }

    /// <summary>An answer's message; it has to be written before the answer is disposed.</summary>
    public static ModelInferResponse ToResponse(InferMessage infer, InferAnswer answer)
    {
        var response = InferResponseMap.ToResponse(answer.Model, answer.Version, infer.Message.Id, answer.Outputs);
        if (answer.IsPartial)
        {
            InferResponseMap.Mark(response, InferResponseMap.PartialParameter);
        }

        return response;
    }
}
