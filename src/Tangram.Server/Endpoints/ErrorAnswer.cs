using System.Text.Json;

namespace Tangram.Server.Endpoints;

/// <summary>Errors as clients of the Open Inference Protocol expect them: a status and <c>{"error": "one line"}</c>.</summary>
internal static class ErrorAnswer
{
    public static Task WriteAsync(HttpContext context, int status, string message)
    {
        if (context.Response.HasStarted)
        {
            return Task.CompletedTask;
        }

        // A 405 has to say which methods there are, and a 401 how to say who one is.
        var (allowed, challenge) = (context.Response.Headers.Allow, context.Response.Headers.WWWAuthenticate);
        context.Response.Clear();
        (context.Response.Headers.Allow, context.Response.Headers.WWWAuthenticate) = (allowed, challenge);
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string>(StringComparer.Ordinal) { ["error"] = message.ReplaceLineEndings(" ") })).AsTask();
    }

    /// <summary>Status 503 with the header <c>Retry-After</c>, in whole seconds, at least 1.</summary>
    public static Task WriteUnavailableAsync(HttpContext context, string message, TimeSpan retryAfter)
    {
        // The answer is cleared before it is written, so the header is added as it starts.
        var seconds = Math.Max(1, (int)Math.Ceiling(retryAfter.TotalSeconds));
        context.Response.OnStarting(() =>
        {
            context.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
            return Task.CompletedTask;
        });
        return WriteAsync(context, StatusCodes.Status503ServiceUnavailable, message);
    }
}
