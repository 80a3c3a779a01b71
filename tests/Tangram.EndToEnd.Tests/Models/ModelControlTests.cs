using System.Net;
using System.Text.Json;
using static Tangram.EndToEnd.Tests.Models.HttpCalls;

namespace Tangram.EndToEnd.Tests.Models;

/// <summary>Models that are loaded and unloaded while the server runs.</summary>
[Collection("served models")]
public sealed class ModelControlTests(ModelServer server)
{
    private const string Bare = """{"inputs":[{"name":"x","datatype":"FP32","shape":[1,3],"data":[1,-2,0]}]}""";

    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    private HttpClient Client => server.Client;

    [Fact]
    public async Task A_model_that_is_unloaded_is_not_there_until_it_is_loaded_again()
    {
        await LoadAsync("unload", "simple_bare");

        Assert.Equal(("UNAVAILABLE", "unloaded"), await StateAsync("simple_bare"));
        Assert.Contains("'simple_bare' is not found", await ErrorAsync(HttpStatusCode.NotFound, Client.PostJsonAsync("v2/models/simple_bare/infer", Bare)));
        Assert.Contains("'simple_bare' is not found", await ErrorAsync(HttpStatusCode.NotFound, Client.GetAsync("v2/models/simple_bare/ready", Ending)));
        Assert.DoesNotContain("simple_bare", (await IndexAsync("""{"ready":true}""")).Select(m => m.GetProperty("name").GetString()));

        // What a client unloaded does not make the server unready.
        Assert.Equal(HttpStatusCode.OK, (await Client.GetAsync("v2/health/ready", Ending)).StatusCode);

        await LoadAsync("load", "simple_bare");

        Assert.Equal(("READY", ""), await StateAsync("simple_bare"));
        Assert.Equal(HttpStatusCode.OK, (await Client.GetAsync("v2/models/simple_bare/ready", Ending)).StatusCode);
        Assert.Equal("[-1,2,-0]", (await Client.InferAsync("simple_bare", Bare))["y"].GetProperty("data").GetRawText());
    }

    [Theory]
    [InlineData("none")]
    [InlineData("..%2Fsimple")]
    public async Task A_model_that_the_repository_does_not_have_fails_to_load_and_to_unload(string name)
    {
        Assert.StartsWith("failed to load '", await ErrorAsync(HttpStatusCode.BadRequest, Client.PostJsonAsync($"v2/repository/models/{name}/load", "{}")));
        Assert.StartsWith("failed to unload '", await ErrorAsync(HttpStatusCode.BadRequest, Client.PostJsonAsync($"v2/repository/models/{name}/unload", "{}")));
        Assert.DoesNotContain(name, (await IndexAsync("{}")).Select(m => m.GetProperty("name").GetString()));
    }

    [Fact]
    public async Task A_load_with_a_configuration_that_contradicts_the_file_leaves_what_was_served()
    {
        const string Wrong = """{"parameters":{"config":"{\"max_batch_size\":8,\"input\":[{\"name\":\"y\",\"data_type\":\"TYPE_FP32\",\"dims\":[3]}]}"}}""";

        Assert.StartsWith("failed to load 'simple_bare': ", await ErrorAsync(HttpStatusCode.BadRequest, Client.PostJsonAsync("v2/repository/models/simple_bare/load", Wrong)));
        Assert.Equal("[-1,2,-0]", (await Client.InferAsync("simple_bare", Bare))["y"].GetProperty("data").GetRawText());
    }

    [Fact]
    public async Task A_model_that_is_loaded_again_under_load_answers_every_request()
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Ending);
        var clients = Enumerable.Range(0, 6).Select(async _ =>
        {
            var answered = 0;
            for (; !enough.IsCancellationRequested; answered++)
            {
                Assert.Equal("[-1,2,-0]", (await Client.InferAsync("simple_bare", Bare))["y"].GetProperty("data").GetRawText());
            }

            return answered;
        }).ToList();

        for (var n = 0; n < 3; n++)
        {
            await LoadAsync("load", "simple_bare");
        }

        await enough.CancelAsync();
        Assert.All(await Task.WhenAll(clients), answered => Assert.True(answered > 0));
    }

    private async Task LoadAsync(string verb, string model)
    {
        using var response = await Client.PostJsonAsync($"v2/repository/models/{model}/{verb}", "{}");
        await ReadAsync(response);
    }

    private async Task<(string? State, string? Reason)> StateAsync(string model)
    {
        var entry = (await IndexAsync("{}")).Single(m => m.GetProperty("name").GetString() == model);
        return (entry.GetProperty("state").GetString(), entry.GetProperty("reason").GetString());
    }

    private async Task<IReadOnlyList<JsonElement>> IndexAsync(string request)
    {
        using var response = await Client.PostJsonAsync("v2/repository/index", request);
        return [.. (await ReadAsync(response)).EnumerateArray()];
    }
}
