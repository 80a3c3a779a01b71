using System.Globalization;
using Microsoft.Extensions.Primitives;
using Tangram.Protocol.OpenInference;
using Tangram.Server.Inference;

namespace Tangram.Server.Grpc;

/// <summary>How a call ended.</summary>
/// <param name="Code">In a number.</param>
/// <param name="Message">In words; empty where it was answered.</param>
/// <param name="RetryAfter">When to try again; null where that is not known.</param>
internal readonly record struct GrpcStatus(GrpcCode Code, string Message, TimeSpan? RetryAfter = null)
{
    private static readonly StringValues OkText = "0";

    /// <summary>It was answered.</summary>
    public static GrpcStatus Ok => new(GrpcCode.Ok, string.Empty);

    /// <summary>How a call ends that threw <paramref name="fault"/>; null where that is nothing a client could have caused.</summary>
    public static GrpcStatus? Of(Exception fault) => fault switch
    {
        GrpcException e => new(e.Code, e.Message),
        ProtocolException e => new(GrpcCode.InvalidArgument, e.Message),
        InferenceException e => new(CodeOf(e.Fault), e.Message, e.Fault == InferenceFault.Unavailable ? e.RetryAfter : null),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } e => new(GrpcCode.ResourceExhausted, e.Message),
        BadHttpRequestException e => new(GrpcCode.InvalidArgument, e.Message),
        _ => null,
    };

    /// <summary>Writes it to the headers of an answer that has nothing else, or to the trailers of one that has.</summary>
    public void Write(IHeaderDictionary headers)
    {
        if (Code == GrpcCode.Ok)
        {
            headers["grpc-status"] = OkText;
            return;
        }

        headers["grpc-status"] = ((int)Code).ToString(CultureInfo.InvariantCulture);
        headers["grpc-message"] = GrpcText.Encode(Message);
        if (RetryAfter is { } after)
        {
            headers["retry-after"] = Math.Max(1, (long)Math.Ceiling(after.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            headers["grpc-retry-pushback-ms"] = Math.Clamp((long)Math.Ceiling(after.TotalMilliseconds), 0, int.MaxValue).ToString(CultureInfo.InvariantCulture);
        }
    }

    private static GrpcCode CodeOf(InferenceFault fault) => fault switch
    {
        InferenceFault.Invalid => GrpcCode.InvalidArgument,
        InferenceFault.Unauthenticated => GrpcCode.Unauthenticated,
        InferenceFault.NotFound => GrpcCode.NotFound,
        InferenceFault.TooLarge => GrpcCode.ResourceExhausted,
        InferenceFault.Unavailable => GrpcCode.Unavailable,
        _ => GrpcCode.Internal,
    };
}
