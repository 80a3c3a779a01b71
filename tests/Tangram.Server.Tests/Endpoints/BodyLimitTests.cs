namespace Tangram.Server.Tests.Endpoints;

/// <summary>Alone, since what the process allocates is counted.</summary>
[Collection(Alone)]
[CollectionDefinition(Alone, DisableParallelization = true)]
public sealed class BodyLimitTests
{
    private const string Alone = "body limits";
    private const long HundredMegabytes = 100_000_000;

    [Theory]
    [InlineData(true, "/numbers")]
    [InlineData(false, "/numbers")]
    [InlineData(true, "/v2/models/split/infer")]
    [InlineData(false, "/v2/models/split/infer")]
    public async Task A_body_that_is_too_large_is_refused_before_it_is_all_there(bool chunked, string path)
    {
        await using var server = await TestServer.StartAsync();
        var before = GC.GetTotalAllocatedBytes();

        var answer = await RawRequest.SendAsync(server.Client.BaseAddress!, Head(path, chunked), HundredMegabytes, chunked);

        Assert.StartsWith("HTTP/1.1 413 ", answer, StringComparison.Ordinal);
        Assert.Contains("""{"error":"the body is larger than the 1 MiB this server takes"}""", answer, StringComparison.Ordinal);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 30_000_000);
    }

    [Fact]
    public async Task A_server_that_refused_a_large_body_goes_on()
    {
        await using var server = await TestServer.StartAsync();
        await RawRequest.SendAsync(server.Client.BaseAddress!, Head("/numbers", chunked: true), HundredMegabytes, chunked: true);

        using var response = await server.PostAsync("/numbers", "3");

        Assert.True(response.IsSuccessStatusCode);
    }

    [Theory]
    [InlineData("92233720368547758071")]
    [InlineData("four")]
    public async Task A_chunk_whose_size_is_no_number_is_the_client_s_fault(string size)
    {
        await using var server = await TestServer.StartAsync();

        var answer = await RawRequest.SendAsync(server.Client.BaseAddress!, $"POST /numbers HTTP/1.1\nHost: here\nTransfer-Encoding: chunked\n\n{size}\n", bodyBytes: 0, chunked: true);

        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        Assert.Contains("\"error\":\"", answer, StringComparison.Ordinal);
    }

    private static string Head(string path, bool chunked) =>
        $"POST {path} HTTP/1.1\nHost: here\n{(chunked ? "Transfer-Encoding: chunked" : $"Content-Length: {HundredMegabytes}")}\n\n";
}
