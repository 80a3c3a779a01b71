using System.Net;
using Microsoft.AspNetCore.Routing;
using Tangram.Server.Endpoints;
using static Tangram.Server.Tests.Endpoints.TestServer;

namespace Tangram.Server.Tests.Endpoints;

/// <summary>Who may call what; every route there is, whenever it was added.</summary>
public sealed class ApiKeyTests
{
    private const string Key = "a key, with spaces";

    private static readonly string[] Health =
    [
        "/v2/health/live", "/v2/health/ready", "/grpc.health.v1.Health/Check", "/grpc.health.v1.Health/List", "/grpc.health.v1.Health/Watch",
        "/inference.GRPCInferenceService/ServerLive", "/inference.GRPCInferenceService/ServerReady",
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Only_health_is_open_to_all()
    {
        await using var server = await StartAsync(keys: [Key]);

        var open = server.Routes.Where(r => r.Metadata.GetMetadata<OpenToAll>() is not null).Select(r => r.RoutePattern.RawText!);

        Assert.Subset(Health.ToHashSet(), open.ToHashSet());
        Assert.Contains("/v2/health/ready", open);
    }

    [Fact]
    public async Task Every_other_route_is_refused_without_a_key()
    {
        await using var server = await StartAsync(keys: ["other", Key]);
        var guarded = server.Routes.Where(r => !Health.Contains(r.RoutePattern.RawText)).ToList();
        Assert.True(guarded.Count >= 40, $"{guarded.Count} routes");

        foreach (var route in guarded)
        {
            foreach (var method in route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods)
            {
                await RefusedAsync(server, route, method, []);
                await RefusedAsync(server, route, method, [("Authorization", "Bearer wrong"), ("X-API-Key", Key)]);
                await RefusedAsync(server, route, method, [("X-API-Key", "")]);
            }
        }
    }

    [Fact]
    public async Task Health_needs_no_key()
    {
        await using var server = await StartAsync(keys: [Key]);

        Assert.Equal(HttpStatusCode.OK, (await server.Client.GetAsync("/v2/health/live", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await server.Client.GetAsync("/v2/health/ready", Token)).StatusCode);
        using var called = await GrpcAsync(server, "/inference.GRPCInferenceService/ServerReady", []);
        Assert.Equal("0", GrpcStatusOf(called));
    }

    [Theory]
    [InlineData("Authorization", "Bearer a key, with spaces")]
    [InlineData("authorization", "bearer a key, with spaces")]
    [InlineData("X-API-Key", "a key, with spaces")]
    public async Task A_key_opens_every_port_by_either_header(string header, string value)
    {
        await using var server = await StartAsync(keys: ["other", Key]);
        foreach (var address in (Uri[])[new(server.Client.BaseAddress!, "/v2"), server.Metrics])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.TryAddWithoutValidation(header, value);
            using var response = await server.Client.SendAsync(request, Token);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        using var called = await GrpcAsync(server, "/inference.GRPCInferenceService/ServerMetadata", [(header, value)]);
        Assert.Equal("0", GrpcStatusOf(called));
    }

    private static async Task RefusedAsync(TestServer server, RouteEndpoint route, string method, (string, string)[] headers)
    {
        var path = route.RoutePattern.RawText!.Replace("{model}", "split").Replace("{version}", "1").Replace("{method}", "Nothing");
        if (route.Metadata.GetMetadata<FaceFeature>()!.Face == Face.Grpc)
        {
            using var called = await GrpcAsync(server, path, headers);
            Assert.True(GrpcStatusOf(called) == "16", $"{path}: {GrpcStatusOf(called)}");
            return;
        }

        var address = route.Metadata.GetMetadata<FaceFeature>()!.Face == Face.Metrics ? server.Metrics : new Uri(server.Client.BaseAddress!, path);
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        Add(request, headers);
        var answer = server.Client.SendAsync(request, Token);
        Assert.StartsWith("no valid key", await ErrorAsync(HttpStatusCode.Unauthorized, answer), StringComparison.Ordinal);
        Assert.Equal("Bearer", (await answer).Headers.WwwAuthenticate.Single().Scheme);
    }

    private static string GrpcStatusOf(HttpResponseMessage response) =>
        (response.Headers.TryGetValues("grpc-status", out var status) ? status : response.TrailingHeaders.GetValues("grpc-status")).Single();

    private static async Task<HttpResponseMessage> GrpcAsync(TestServer server, string path, (string, string)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Grpc, path))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(new byte[5]),
        };
        request.Content.Headers.ContentType = new("application/grpc");
        Add(request, headers);
        return await server.Client.SendAsync(request, Token);
    }

    private static void Add(HttpRequestMessage request, (string Name, string Value)[] headers)
    {
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }
    }
}
