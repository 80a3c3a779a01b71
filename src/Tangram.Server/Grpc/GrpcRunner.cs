using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using Tangram.Server.Endpoints;
using Tangram.Server.Inference;

namespace Tangram.Server.Grpc;

/// <summary>Runs methods as gRPC calls over HTTP/2: whatever they throw becomes a status.</summary>
internal sealed class GrpcRunner(GrpcServing serving)
{
    private static readonly StringValues ContentType = "application/grpc";
    private static readonly StringValues AcceptedEncodings = GrpcEncoding.Accepted;

    /// <summary>Runs one call.</summary>
    public async Task RunAsync(HttpContext context, GrpcMethod method)
    {
        if (!HttpProtocol.IsHttp2(context.Request.Protocol) && !HttpProtocol.IsHttp3(context.Request.Protocol))
        {
            context.Response.StatusCode = StatusCodes.Status426UpgradeRequired;
            context.Response.Headers.Upgrade = HttpProtocol.Http2;
            return;
        }

        if (!IsGrpc(context.Request.ContentType))
        {
            context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return;
        }

        context.Response.Headers.ContentType = ContentType;
        context.Response.Headers["grpc-accept-encoding"] = AcceptedEncodings;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } body)
        {
            body.MaxRequestBodySize = null; // Messages are counted one by one; a stream has any number of them.
        }

        GrpcCall? call = null;
        GrpcStatus? status;
        try
        {
            call = new GrpcCall(context, serving);
            await method(call);
            status = GrpcStatus.Ok;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            status = StatusOf(context, call, fault);
        }
        finally
        {
            call?.Dispose();
        }

        if (status is { } ended)
        {
            Finish(context, ended, call is { HasWritten: true });
        }
    }

    /// <summary>What a client is told of a fault; the log is told too.</summary>
    /// <param name="logger">The log.</param>
    /// <param name="request">What the request is called there.</param>
    /// <param name="call">What was called.</param>
    /// <param name="fault">What went wrong.</param>
    public static GrpcStatus Told(ILogger logger, string request, string call, Exception fault)
    {
        if (GrpcStatus.Of(fault) is not { } status)
        {
            RequestLog.Broke(logger, request, call, fault);
            return new GrpcStatus(GrpcCode.Internal, "the server failed on this request; its log says why");
        }

        if (status.Code == GrpcCode.Internal)
        {
            RequestLog.Failed(logger, request, call, status.Message, fault.InnerException);
        }
        else
        {
            RequestLog.TurnedAway(logger, request, call, status.Message);
        }

        return status;
    }

    // Null where nobody is left to be told.
    private GrpcStatus? StatusOf(HttpContext context, GrpcCall? call, Exception fault)
    {
        if (context.RequestAborted.IsCancellationRequested)
        {
            return null;
        }

        if (call is { IsExpired: true } && fault is OperationCanceledException or InferenceException { Fault: InferenceFault.Unavailable })
        {
            return new GrpcStatus(GrpcCode.DeadlineExceeded, "the time that grpc-timeout gives is up");
        }

        return fault is OperationCanceledException && serving.Stopping.IsCancellationRequested
            ? new GrpcStatus(GrpcCode.Unavailable, "the server is stopping", TimeSpan.FromSeconds(1))
            : Told(serving.Logger, RequestId.Of(context), context.Request.Path, fault);
    }

    private static void Finish(HttpContext context, GrpcStatus status, bool hasWritten)
    {
        // Without an answer before it, a fault is told in the only headers there are.
        if (status.Code != GrpcCode.Ok && !hasWritten && !context.Response.HasStarted)
        {
            status.Write(context.Response.Headers);
            RequestId.Answer(context, context.Response.Headers);
        }
        else if (context.Features.Get<IHttpResponseTrailersFeature>() is { } trailers)
        {
            status.Write(trailers.Trailers);
            if (status.Code != GrpcCode.Ok)
            {
                RequestId.Answer(context, trailers.Trailers);
            }
        }
    }

    /// <summary>Whether a request of this content type is a gRPC call.</summary>
    public static bool IsGrpc(string? contentType)
    {
        const string Plain = "application/grpc";
        return contentType is not null && contentType.StartsWith(Plain, StringComparison.OrdinalIgnoreCase)
            && (contentType.Length == Plain.Length || contentType[Plain.Length] == ';' || contentType.AsSpan(Plain.Length).StartsWith("+proto", StringComparison.OrdinalIgnoreCase));
    }
}
