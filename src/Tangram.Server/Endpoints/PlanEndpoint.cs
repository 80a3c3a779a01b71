using System.Text.Json;
using System.Text.Json.Serialization;
using Tangram.Core.Files;
using Tangram.Protocol.OpenInference;
using Tangram.Server.Control;

namespace Tangram.Server.Endpoints;

/// <summary><c>GET /tangram/plan</c> and <c>POST /tangram/plan</c>: how an application is planned, and an operator's say in it.</summary>
internal static class PlanEndpoint
{
    private static readonly JsonSerializerOptions Options = new(JsonFile.Options)
    {
        RespectRequiredConstructorParameters = false,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static void Map(WebApplication app, Front front)
    {
        app.MapGet("/tangram/plan", () => Answer(Control(front).Status())).At(Face.Http);
        app.MapPost("/tangram/plan", async context =>
        {
            using var body = await RequestBody.ReadAsync(context, front.Options.Limits.MaxBodyBytes);
            var answer = await Control(front).AskAsync(RequestOf(body.Bytes), IsDryRun(context.Request.Query), context.RequestAborted);
            await Answer(answer).ExecuteAsync(context);
        }).At(Face.Http);
    }

    private static ControlLoop Control(Front front) =>
        front.Control ?? throw new ProtocolException("nothing is planned here: the server serves no application, or was started with --control off");

    private static IResult Answer<T>(T answer) => Results.Json(answer, Options);

    private static bool IsDryRun(IQueryCollection query) => query.TryGetValue("dryRun", out var value) && (value.ToString() switch
    {
        "true" or "1" or "" => true,
        "false" or "0" => false,
        var other => throw new ProtocolException($"'dryRun' is '{other}'; it is 'true' or 'false'"),
    });

    private static PlanRequest RequestOf(ReadOnlyMemory<byte> body)
    {
        if (body.IsEmpty)
        {
            return new PlanRequest();
        }

        try
        {
            var request = JsonSerializer.Deserialize<PlanRequest>(body.Span, Options) ?? throw new ProtocolException("the body is null; it is an object such as {\"demand\": 4.5}");
            return request.Demand is <= 0 or > 1e9
                ? throw new ProtocolException(FormattableString.Invariant($"'demand' is {request.Demand}; it is above 0, in requests per second"))
                : request is { Plan: not null, Demand: not null }
                ? throw new ProtocolException("'plan' and 'demand' exclude each other: a plan says what demand it is for")
                : request;
        }
        catch (JsonException fault)
        {
            throw new ProtocolException($"the body is no request for a plan: {fault.Message.ReplaceLineEndings(" ")}", fault);
        }
    }
}
