using System.Text.Json.Nodes;
using Tangram.Server.Metrics;
using Tangram.Server.Serving;

namespace Tangram.Server.Endpoints;

/// <summary>Which address leads where.</summary>
internal static class Routes
{
    public static void Map(WebApplication app, ServedApplication served, PrometheusText metrics)
    {
        app.MapGet("/v2", () => ModelInfo.Server());
        app.MapGet("/v2/health/live", () => Results.Ok());
        app.MapGet("/v2/health/ready", () => served.Executor.IsReady() ? Results.Ok() : Results.StatusCode(StatusCodes.Status503ServiceUnavailable));
        MapModel(app, "", context => WriteAsync(context, Describe(context, served)));
        MapModel(app, "/ready", context => AnswerReadiness(context, served));
        MapModel(app, "/infer", context => InferEndpoint.HandleAsync(context, Name(context), served), HttpMethods.Post);
        app.MapGet("/metrics", () => Results.Text(metrics.Write(), "text/plain; version=0.0.4; charset=utf-8"));
        app.MapPost($"/{served.Application.Name}", context => ApplicationEndpoint.HandleAsync(context, served));
        app.MapGet("/", () => Results.Text(Welcome(served.Application.Name)));

        void MapModel(WebApplication to, string action, RequestDelegate handle, string? method = null)
        {
            foreach (var prefix in (string[])["/v2/models/{name}", "/v2/models/{name}/versions/{version}"])
            {
                to.MapMethods(prefix + action, [method ?? HttpMethods.Get], context => IsKnown(context, served) ? handle(context) : UnknownAsync(context));
            }
        }
    }

    private static Task AnswerReadiness(HttpContext context, ServedApplication served)
    {
        var isReady = served.Executor.IsReady(served.Models.TryGetValue(Name(context), out var model) ? model.Task : null);
        context.Response.StatusCode = isReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        return Task.CompletedTask;
    }

    private static string Name(HttpContext context) => (string)context.Request.RouteValues["name"]!;

    private static bool IsKnown(HttpContext context, ServedApplication served) =>
        context.Request.RouteValues.GetValueOrDefault("version") is null or Protocol.OpenInference.InferResponseWriter.ModelVersion
        && (string.Equals(Name(context), served.Application.Name, StringComparison.Ordinal) || served.Models.ContainsKey(Name(context)));

    // Triton's words.
    private static Task UnknownAsync(HttpContext context) =>
        ErrorAnswer.WriteAsync(context, StatusCodes.Status404NotFound, $"Request for unknown model: '{Name(context)}' is not found");

    private static JsonObject Describe(HttpContext context, ServedApplication served) =>
        served.Models.TryGetValue(Name(context), out var model) ? ModelInfo.Task(Name(context), model) : ModelInfo.Application(served);

    private static Task WriteAsync(HttpContext context, JsonObject content)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(content.ToJsonString(), context.RequestAborted);
    }

    private static string Welcome(string application) =>
        $"Tangram serves the application '{application}'.\n\n  POST /{application}          the input as the body, the answer as JSON\n  GET  /v2/models/{application}  its metadata in the Open Inference Protocol\n  GET  /metrics          Prometheus text\n";
}
