using System.Globalization;
using System.Text.Json;
using Tangram.Core.Time;
using Tangram.Protocol.OpenInference;
using Tangram.Server.Inference;
using Tangram.Server.Tracing;

namespace Tangram.Server.Endpoints;

/// <summary><c>POST /{application}?priority=N</c>: the input as the whole body, the answer as JSON made for people.</summary>
internal static class ApplicationEndpoint
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Task HandleAsync(HttpContext context, ApplicationModel application, Front front)
    {
        var arrivedAt = front.Service.Now;
        return front.Tracing is { } tracing
            ? TraceAsync(tracing, context, application, front, arrivedAt)
            : AnswerAsync(context, application, front, arrivedAt);
    }

    // A method of its own, since what it makes for that is made as a method begins.
    private static Task TraceAsync(RequestTracing tracing, HttpContext context, ApplicationModel application, Front front, Instant arrivedAt) =>
        tracing.RunAsync(context.Request.Headers, application.Name, ApplicationModel.Version, arrivedAt, () => AnswerAsync(context, application, front, arrivedAt));

    private static async Task AnswerAsync(HttpContext context, ApplicationModel application, Front front, Instant arrivedAt)
    {
        var priority = PriorityOf(context.Request.Query);
        application.RefuseEarly(arrivedAt);
        using var body = await RequestBody.ReadAsync(context, front.Options.Limits.MaxBodyBytes);
        var (answer, isPartial) = await application.AnswerAsync(body.Bytes, arrivedAt, priority, context.RequestAborted);
        PartialHeader.Set(context.Response, isPartial);
        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(answer.Json, Json), context.RequestAborted);
    }

    // As the parameter of infer requests.
    private static int PriorityOf(IQueryCollection query) =>
        !query.TryGetValue("priority", out var value) ? 0
        : int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var priority) ? priority
        : throw new ProtocolException($"'priority' is '{value}'; it is a whole number: 1 goes before 2, and 0, as if it were left out, goes last");
}
