using Tangram.Protocol.Grpc.Wire;
using Tangram.Server.Inference;

namespace Tangram.Server.Grpc;

/// <summary>The methods of <c>grpc.health.v1.Health</c>: the server is healthy where it is ready.</summary>
internal static class HealthMethods
{
    /// <summary>The service's full name.</summary>
    public const string Service = "grpc.health.v1.Health";

    /// <summary>Each method with its name.</summary>
    public static IEnumerable<(string Name, GrpcMethod Method)> All =>
    [
        ("Check", UnaryMethod.Of<HealthCheckRequest>(Check)),
        ("Watch", WatchAsync),
    ];

    private static HealthCheckResponse Check(GrpcCall call, HealthCheckRequest request) =>
        StateOf(call.Service, request.Service) is var state and not HealthCheckResponse.Types.ServingStatus.ServiceUnknown
            ? new() { Status = state }
            : throw new GrpcException(GrpcCode.NotFound, $"there is no service '{request.Service}'; there is {InferenceMethods.Service}");

    private static async Task WatchAsync(GrpcCall call)
    {
        string service;
        using (var frame = await call.Requests.ReadOnlyAsync(call.Cancellation))
        {
            service = UnaryMethod.Parse<HealthCheckRequest>(frame.Bytes.Span).Service;
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(call.Cancellation, call.Stopping);
        using var timer = new PeriodicTimer(call.Limits.HealthInterval, call.Time);
        HealthCheckResponse? told = null;
        do
        {
            var now = new HealthCheckResponse { Status = StateOf(call.Service, service) };
            if (!now.Equals(told))
            {
                call.Write(now);
                await call.FlushAsync();
                told = now;
            }
        }
        while (await timer.WaitForNextTickAsync(ending.Token));
    }

    private static HealthCheckResponse.Types.ServingStatus StateOf(IInferenceService server, string service) =>
        service is not ("" or InferenceMethods.Service) ? HealthCheckResponse.Types.ServingStatus.ServiceUnknown
        : server.IsReady ? HealthCheckResponse.Types.ServingStatus.Serving
        : HealthCheckResponse.Types.ServingStatus.NotServing;
}
