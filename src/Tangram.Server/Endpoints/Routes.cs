using System.Text;
using System.Text.Json;
using Tangram.Server.Inference;
using Tangram.Server.Metrics;

namespace Tangram.Server.Endpoints;

/// <summary>Which address leads where.</summary>
internal static class Routes
{
    public static void Map(WebApplication app, Front front)
    {
        var service = front.Service;
        app.MapGet("/v2/health/live", () => Results.Ok()).WithMetadata(OpenToAll.Mark).At(Face.Http);
        app.MapGet("/v2/health/ready", () => Readiness(service.IsReady)).WithMetadata(OpenToAll.Mark).At(Face.Http);
        app.MapGet("/v2", () => Json(json => ModelJson.Server(json, service.Server))).At(Face.Http);
        app.MapGet("/v2/models/stats", () => Json(json => ModelJson.Statistics(json, service.Statistics(string.Empty, string.Empty)))).At(Face.Http);
        MapModels(app, front);
        MapRepository(app, front);
        PlanEndpoint.Map(app, front);
        if (front.Application is { } application)
        {
            app.MapPost($"/{application.Name}", context => ApplicationEndpoint.HandleAsync(context, application, front)).At(Face.Http);
        }

        app.MapGet("/", () => Results.Text(Welcome(front))).At(Face.Http);
        app.MapGet("/metrics", () => Results.Text(MetricsPage(front), "text/plain; version=0.0.4; charset=utf-8")).At(Face.Metrics);
    }

    private static void MapModels(WebApplication app, Front front)
    {
        var service = front.Service;
        foreach (var prefix in (string[])["/v2/models/{model}", "/v2/models/{model}/versions/{version}"])
        {
            app.MapGet(prefix, (string model, string? version) => Json(json => ModelJson.Metadata(json, service.Metadata(model, version ?? string.Empty)))).At(Face.Http);
            app.MapGet(prefix + "/config", (string model, string? version) => Json(json => ModelJson.Configuration(json, service.Configuration(model, version ?? string.Empty)))).At(Face.Http);
            app.MapGet(prefix + "/stats", (string model, string? version) => Json(json => ModelJson.Statistics(json, service.Statistics(model, version ?? string.Empty)))).At(Face.Http);
            app.MapGet(prefix + "/ready", (string model, string? version) => ModelReadiness(service, model, version ?? string.Empty)).At(Face.Http);
            app.MapPost(prefix + "/infer", context => InferEndpoint.HandleAsync(context, front)).WithMetadata(TensorAnswer.Mark).At(Face.Http);
        }
    }

    private static void MapRepository(WebApplication app, Front front)
    {
        var service = front.Service;
        app.MapPost("/v2/repository/index", async context =>
        {
            using var body = await RequestBody.ReadAsync(context, front.Options.Limits.MaxBodyBytes);
            await Json(json => ModelJson.Repository(json, service.Repository(RepositoryRequest.ReadyOnly(body.Bytes)))).ExecuteAsync(context);
        }).At(Face.Http);
        app.MapPost("/v2/repository/models/{model}/load", async (string model, HttpContext context) =>
        {
            using var body = await RequestBody.ReadAsync(context, front.Options.Limits.MaxBodyBytes);
            await service.LoadAsync(model, LoadRequest.Configuration(body.Bytes), context.RequestAborted);
        }).At(Face.Http);
        app.MapPost("/v2/repository/models/{model}/unload", (string model, CancellationToken gone) => service.UnloadAsync(model, gone)).At(Face.Http);
    }

    // Metadata throws where there is no such model, so that it is answered in the same words everywhere.
    private static IResult ModelReadiness(IInferenceService service, string model, string version)
    {
        service.Metadata(model, version);
        return Readiness(service.IsModelReady(model, version));
    }

    private static IResult Readiness(bool isReady) => isReady ? Results.Ok() : Results.StatusCode(StatusCodes.Status503ServiceUnavailable);

    private static string MetricsPage(Front front)
    {
        var text = new StringBuilder(front.Metrics.Write());
        TritonMetrics.Write(text, front.Counters());
        return text.ToString();
    }

    private static JsonAnswer Json(Action<Utf8JsonWriter> write) => new(write);

    private static string Welcome(Front front)
    {
        var application = front.Application is { } served
            ? $"  POST /{served.Name}          the input as the body, the answer as JSON\n"
            : string.Empty;
        return $"Tangram serves the Open Inference Protocol.\n\n{application}  POST /v2/repository/index          the models\n  GET  /v2/models/MODEL          a model's inputs and outputs\n  POST /v2/models/MODEL/infer          runs it\n";
    }
}
