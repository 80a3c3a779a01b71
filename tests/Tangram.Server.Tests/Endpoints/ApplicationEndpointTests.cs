using System.Net;
using System.Text.Json;
using Tangram.Server.Tests.Serving.Fakes;
using static Tangram.Server.Tests.Endpoints.TestServer;

namespace Tangram.Server.Tests.Endpoints;

public sealed class ApplicationEndpointTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_body_is_the_input_and_the_answer_is_json()
    {
        await using var server = await StartAsync();
        using var response = await server.PostAsync("/numbers", "4");

        var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Token)).RootElement;

        Assert.Equal((HttpStatusCode.OK, "application/json"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        Assert.Equal(12, answer.GetProperty("sum").GetInt32());
    }

    [Fact]
    public async Task An_input_that_cannot_be_read_is_answered_with_why_on_one_line()
    {
        await using var server = await StartAsync();

        Assert.Equal("the body is not a number, such as 3", await ErrorAsync(HttpStatusCode.BadRequest, server.PostAsync("/numbers", "three")));
        Assert.Equal("the body is not a number, such as 3", await ErrorAsync(HttpStatusCode.BadRequest, server.PostAsync("/numbers", "")));
    }

    [Fact]
    public async Task An_operator_that_fails_is_the_servers_fault()
    {
        await using var server = await StartAsync();

        Assert.Equal("the operator of task split failed on this request", await ErrorAsync(HttpStatusCode.InternalServerError, server.PostAsync("/numbers", "-1")));
    }

    [Fact]
    public async Task Too_much_load_is_answered_with_when_to_come_again()
    {
        await using var server = await StartAsync(queueLimit: 0);
        using var response = await server.PostAsync("/numbers", "3");

        Assert.Equal(TimeSpan.FromSeconds(1), response.Headers.RetryAfter?.Delta);
        Assert.StartsWith("refused: segment split-0 has 0 items waiting", await ErrorAsync(HttpStatusCode.ServiceUnavailable, Task.FromResult(response)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_partial_answer_says_so_at_every_address()
    {
        await using var server = await StartAsync(partial: new DropsOrdinal(2));
        const string Infer = """{"inputs":[{"name":"input","datatype":"BYTES","shape":[1],"data":["4"]}]}""";
        using var plain = await server.PostAsync("/numbers", "4");
        using var inferred = await server.PostAsync("/v2/models/numbers/infer", Infer);
        using var whole = await server.PostAsync("/numbers", "2");

        Assert.Equal(["true"], plain.Headers.GetValues("Tangram-Partial"));
        Assert.Equal(["true"], inferred.Headers.GetValues("Tangram-Partial"));
        Assert.False(whole.Headers.Contains("Tangram-Partial"));
    }

    [Fact]
    public async Task A_server_that_shuts_down_refuses()
    {
        await using var server = await StartAsync();
        _ = server.Bench.Executor.Drain();

        Assert.Equal("refused: the server is shutting down", await ErrorAsync(HttpStatusCode.ServiceUnavailable, server.PostAsync("/numbers", "3")));
    }

    [Theory]
    [InlineData("GET", "/nowhere", HttpStatusCode.NotFound)]
    [InlineData("POST", "/v2/nowhere", HttpStatusCode.NotFound)]
    [InlineData("GET", "/numbers", HttpStatusCode.MethodNotAllowed)]
    [InlineData("DELETE", "/v2", HttpStatusCode.MethodNotAllowed)]
    [InlineData("GET", "/v2/models/split/infer", HttpStatusCode.MethodNotAllowed)]
    public async Task An_address_or_method_that_there_is_not_is_named(string method, string path, HttpStatusCode status)
    {
        await using var server = await StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var response = await server.Client.SendAsync(request, Token);

        Assert.Equal($"there is no {method} {path}", await ErrorAsync(status, Task.FromResult(response)));
        Assert.Equal(status == HttpStatusCode.MethodNotAllowed, response.Content.Headers.Allow.Count > 0);
    }

    [Fact]
    public async Task Metrics_count_what_was_answered()
    {
        await using var server = await StartAsync();
        (await server.PostAsync("/numbers", "3")).Dispose();

        var text = await server.Client.GetStringAsync(server.Metrics, Token);

        Assert.Contains("tangram_requests_total{application=\"numbers\",outcome=\"answered\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("tangram_requests_in_flight 0\n", text, StringComparison.Ordinal);
    }
}
