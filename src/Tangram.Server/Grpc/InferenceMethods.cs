using Google.Protobuf;
using Tangram.Protocol.Grpc;
using Tangram.Protocol.Grpc.Wire;
using Tangram.Server.Endpoints;

namespace Tangram.Server.Grpc;

/// <summary>The methods of <c>inference.GRPCInferenceService</c>.</summary>
internal static class InferenceMethods
{
    /// <summary>The service's full name.</summary>
    public const string Service = "inference.GRPCInferenceService";

    /// <summary>Each method with its name.</summary>
    public static IEnumerable<(string Name, GrpcMethod Method)> All =>
    [
        ("ModelInfer", InferMethod.RunAsync),
        ("ModelStreamInfer", InferStream.RunAsync),
        ("ServerLive", UnaryMethod.Of<ServerLiveRequest>((_, _) => new ServerLiveResponse { Live = true })),
        ("ServerReady", UnaryMethod.Of<ServerReadyRequest>((call, _) => new ServerReadyResponse { Ready = call.Service.IsReady })),
        ("ModelReady", UnaryMethod.Of<ModelReadyRequest>((call, model) => new ModelReadyResponse { Ready = call.Service.IsModelReady(model.Name, model.Version) })),
        ("ServerMetadata", UnaryMethod.Of<ServerMetadataRequest>((call, _) => ModelMap.ToResponse(call.Service.Server))),
        ("ModelMetadata", UnaryMethod.Of<ModelMetadataRequest>((call, model) => ModelMap.ToResponse(call.Service.Metadata(model.Name, model.Version)))),
        ("ModelConfig", UnaryMethod.Of<ModelConfigRequest>((call, model) => ModelMap.ToResponse(call.Service.Configuration(model.Name, model.Version)))),
        ("ModelStatistics", UnaryMethod.Of<ModelStatisticsRequest>((call, model) => ModelMap.ToResponse(call.Service.Statistics(model.Name, model.Version)))),
        ("RepositoryIndex", UnaryMethod.Of<RepositoryIndexRequest>(Index)),
        ("RepositoryModelLoad", UnaryMethod.Of<RepositoryModelLoadRequest>(LoadAsync)),
        ("RepositoryModelUnload", UnaryMethod.Of<RepositoryModelUnloadRequest>(UnloadAsync)),
        ("SystemSharedMemoryStatus", UnaryMethod.Of<SystemSharedMemoryStatusRequest>((_, _) => new SystemSharedMemoryStatusResponse())),
        ("SystemSharedMemoryRegister", NoSharedMemory),
        ("SystemSharedMemoryUnregister", UnaryMethod.Of<SystemSharedMemoryUnregisterRequest>((_, _) => new SystemSharedMemoryUnregisterResponse())),
        ("CudaSharedMemoryStatus", UnaryMethod.Of<CudaSharedMemoryStatusRequest>((_, _) => new CudaSharedMemoryStatusResponse())),
        ("CudaSharedMemoryRegister", NoSharedMemory),
        ("CudaSharedMemoryUnregister", UnaryMethod.Of<CudaSharedMemoryUnregisterRequest>((_, _) => new CudaSharedMemoryUnregisterResponse())),
    ];

    private static RepositoryIndexResponse Index(GrpcCall call, RepositoryIndexRequest request)
    {
        RefuseRepository(request.RepositoryName);
        return ModelMap.ToResponse(call.Service.Repository(request.Ready));
    }

    private static async Task<IMessage> LoadAsync(GrpcCall call, RepositoryModelLoadRequest request)
    {
        RefuseRepository(request.RepositoryName);
        string? configuration = null;
        foreach (var (name, value) in request.Parameters)
        {
            configuration = name is "config" ? value.StringParam : throw LoadRequest.Unknown(name);
        }

        await call.Service.LoadAsync(request.ModelName, configuration, call.Cancellation);
        return new RepositoryModelLoadResponse();
    }

    private static async Task<IMessage> UnloadAsync(GrpcCall call, RepositoryModelUnloadRequest request)
    {
        RefuseRepository(request.RepositoryName);
        await call.Service.UnloadAsync(request.ModelName, call.Cancellation);
        return new RepositoryModelUnloadResponse();
    }

    // Triton's words.
    private static void RefuseRepository(string name)
    {
        if (name.Length > 0)
        {
            throw new GrpcException(GrpcCode.Unimplemented, "'repository_name' specification is not supported");
        }
    }

    private static Task NoSharedMemory(GrpcCall call) =>
        throw new GrpcException(GrpcCode.Unimplemented, "this server shares no memory with clients; tensors travel in messages");
}
