using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Tangram.Server.Tests.Endpoints;

/// <summary>What requests are called in answers and in the log.</summary>
public sealed class RequestIdTests
{
    private const string Header = "X-Request-Id";
    private const string Infer = """{"id":"from-body","inputs":[{"name":"in","datatype":"FP32","shape":[1,1],"data":[1]}]}""";

    [Theory]
    [InlineData("from-header", Infer, "from-header")]
    [InlineData(null, Infer, "from-body")]
    [InlineData("with space", Infer, "from-body")]
    public async Task An_answer_says_what_the_client_calls_the_request(string? header, string body, string expected)
    {
        await using var server = await TestServer.StartAsync();
        using var response = await SendAsync(server, "/v2/models/double/infer", body, header);

        Assert.Equal([expected], response.Headers.GetValues(Header));
    }

    [Fact]
    public async Task An_answer_has_no_name_where_the_client_gave_none_and_all_went_well()
    {
        await using var server = await TestServer.StartAsync();
        using var response = await SendAsync(server, "/numbers", "1", header: null);

        Assert.False(response.Headers.Contains(Header));
    }

    [Fact]
    public async Task A_request_that_failed_has_one_line_in_the_log_with_its_name_and_the_cause()
    {
        var log = new Lines();
        await using var server = await TestServer.StartAsync(logger: log);
        using var named = await SendAsync(server, "/numbers", "-1", "mine");
        using var other = await SendAsync(server, "/numbers", "-1", header: null);

        var made = Assert.Single(other.Headers.GetValues(Header));
        Assert.Equal(["mine"], named.Headers.GetValues(Header));
        Assert.Equal(
            [(LogLevel.Warning, "Request mine: POST /numbers failed: the operator of task split failed on this request"), (LogLevel.Warning, $"Request {made}: POST /numbers failed: the operator of task split failed on this request")],
            log.Written.Select(l => (l.Level, l.Text)));
        Assert.All(log.Written, l => Assert.NotNull(l.Cause));
    }

    [Fact]
    public async Task What_is_turned_away_is_told_to_those_who_look_for_it()
    {
        var log = new Lines();
        await using var server = await TestServer.StartAsync(queueLimit: 0, logger: log);
        using var refused = await SendAsync(server, "/numbers", "3", "mine");
        using var wrong = await SendAsync(server, "/v2/models/nothing/infer", "{}", "yours");

        Assert.All(log.Written, l => Assert.Equal(LogLevel.Debug, l.Level));
        Assert.StartsWith("Request mine: POST /numbers was turned away: refused: segment split-0", log.Written[0].Text, StringComparison.Ordinal);
        Assert.Equal("Request yours: POST /v2/models/nothing/infer was turned away: Request for unknown model: 'nothing' is not found", log.Written[1].Text);
    }

    private static async Task<HttpResponseMessage> SendAsync(TestServer server, string path, string body, string? header)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body) };
        if (header is not null)
        {
            request.Headers.Add(Header, header);
        }

        return await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>A log that keeps everything.</summary>
    private sealed class Lines : ILogger
    {
        private readonly ConcurrentQueue<(LogLevel Level, string Text, Exception? Cause)> _lines = new();

        public IReadOnlyList<(LogLevel Level, string Text, Exception? Cause)> Written => [.. _lines];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _lines.Enqueue((logLevel, formatter(state, exception), exception));
    }
}
