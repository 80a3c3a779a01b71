using Microsoft.AspNetCore.Routing;
using Tangram.Server.Endpoints;
using Tangram.Server.Inference;
using Tangram.Server.Tracing;

namespace Tangram.Server.Grpc;

/// <summary>The gRPC side of a server: it calls the inference service and knows nothing else.</summary>
/// <remarks>Clients speak HTTP/2 from the first byte, so its endpoint has to be one of <c>HttpProtocols.Http2</c> alone.</remarks>
internal static class GrpcFront
{
    /// <summary>Says what is called where.</summary>
    /// <param name="endpoints">Where it is said.</param>
    /// <param name="service">What carries calls out.</param>
    /// <param name="limits">How much a client may ask for.</param>
    /// <param name="logger">Where faults of ours are told.</param>
    /// <param name="time">The clock that ends calls whose time is up; the system's unless given.</param>
    /// <param name="tracing">Traces requests; nothing does unless given.</param>
    public static void Map(IEndpointRouteBuilder endpoints, IInferenceService service, GrpcLimits limits, ILogger logger, TimeProvider? time = null, RequestTracing? tracing = null)
    {
        var stopping = endpoints.ServiceProvider.GetService<IHostApplicationLifetime>()?.ApplicationStopping ?? CancellationToken.None;
        var runner = new GrpcRunner(new GrpcServing(service, limits, logger, time ?? TimeProvider.System, stopping) { Tracing = tracing });
        Map(endpoints, runner, InferenceMethods.Service, InferenceMethods.All);
        Map(endpoints, runner, HealthMethods.Service, HealthMethods.All);
        Map(endpoints, runner, ReflectionMethods.Service, ReflectionMethods.All);
        Map(endpoints, runner, ReflectionMethods.OldService, ReflectionMethods.All);
    }

    private static void Map(IEndpointRouteBuilder endpoints, GrpcRunner runner, string service, IEnumerable<(string Name, GrpcMethod Method)> methods)
    {
        foreach (var (name, method) in methods)
        {
            var route = endpoints.MapPost($"/{service}/{name}", (RequestDelegate)(context => runner.RunAsync(context, method)));
            if (service is HealthMethods.Service || name is "ServerLive" or "ServerReady")
            {
                route.WithMetadata(OpenToAll.Mark);
            }
        }

        endpoints.MapPost($"/{service}/{{method}}", (RequestDelegate)(context => runner.RunAsync(
            context, _ => throw new GrpcException(GrpcCode.Unimplemented, $"this server has no method {context.Request.Path.Value?.TrimStart('/')}"))));
    }
}
