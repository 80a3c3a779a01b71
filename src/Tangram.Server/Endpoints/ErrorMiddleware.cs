using Tangram.Operators;
using Tangram.Protocol.OpenInference;
using Tangram.Server.Inference;

namespace Tangram.Server.Endpoints;

/// <summary>Turns what endpoints throw, and answers without a body, into errors as <see cref="ErrorAnswer"/> writes them.</summary>
internal static class ErrorMiddleware
{
    public static async Task InvokeAsync(HttpContext context, RequestDelegate next, ILogger logger)
    {
        RequestId.Take(context);
        try
        {
            await next(context);
            if (context.Response is { HasStarted: false, StatusCode: StatusCodes.Status404NotFound or StatusCodes.Status405MethodNotAllowed })
            {
                await ErrorAnswer.WriteAsync(context, context.Response.StatusCode, $"there is no {context.Request.Method} {context.Request.Path}");
            }
        }
        catch (InferenceException fault) when (fault.Fault == InferenceFault.Unavailable)
        {
            TurnedAway(logger, context, fault.Message);
            await ErrorAnswer.WriteUnavailableAsync(context, fault.Message, fault.RetryAfter);
        }
        catch (InferenceException fault) when (fault.Fault == InferenceFault.Failed)
        {
            RequestLog.Failed(logger, RequestId.Of(context), Call(context), fault.Message, fault.InnerException);
            await ErrorAnswer.WriteAsync(context, StatusOf(fault.Fault), fault.Message);
        }
        catch (InferenceException fault)
        {
            TurnedAway(logger, context, fault.Message);
            await ErrorAnswer.WriteAsync(context, StatusOf(fault.Fault), fault.Message);
        }
        catch (Exception fault) when (fault is InvalidInputException or ProtocolException)
        {
            TurnedAway(logger, context, fault.Message);
            await ErrorAnswer.WriteAsync(context, StatusCodes.Status400BadRequest, fault.Message);
        }
        catch (InvalidDataException fault)
        {
            TurnedAway(logger, context, fault.Message);
            await ErrorAnswer.WriteAsync(context, StatusCodes.Status400BadRequest, $"the body is not compressed as Content-Encoding says: {fault.Message}");
        }
        catch (BadHttpRequestException fault)
        {
            TurnedAway(logger, context, fault.Message);
            await ErrorAnswer.WriteAsync(context, fault.StatusCode, fault.Message);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client is gone; nobody reads an answer.
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            RequestLog.Broke(logger, RequestId.Of(context), Call(context), fault);
            await ErrorAnswer.WriteAsync(context, StatusCodes.Status500InternalServerError, "the server failed on this request; its log says why");
        }
    }

    private static int StatusOf(InferenceFault fault) => fault switch
    {
        InferenceFault.Invalid => StatusCodes.Status400BadRequest,
        InferenceFault.Unauthenticated => StatusCodes.Status401Unauthorized,
        InferenceFault.NotFound => StatusCodes.Status404NotFound,
        InferenceFault.TooLarge => StatusCodes.Status413PayloadTooLarge,
        InferenceFault.Unavailable => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };

    // Under too much load this is the way of most requests: nothing is made for a line that is not written.
    private static void TurnedAway(ILogger logger, HttpContext context, string reason)
    {
        if (logger.IsEnabled(LogLevel.Debug))
        {
            RequestLog.TurnedAway(logger, RequestId.Of(context), Call(context), reason);
        }
    }

    private static string Call(HttpContext context) => $"{context.Request.Method} {context.Request.Path}";
}
