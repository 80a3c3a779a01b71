using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Tangram.EndToEnd.Tests.Control;

/// <summary>Plans that take over from others while a real server is under load.</summary>
[Collection("one server at a time")]
public sealed class PlanChangeTests
{
    [Fact]
    public async Task Plans_take_over_from_each_other_under_load_and_no_request_is_lost()
    {
        await using var server = await ControlledServer.StartAsync("accuracy: 0.7", 0.2, "--control", "manual", "--admission", "every", "--drop", "never", "--verify", "0.01");
        var largest = ControlledServer.Largest(server.Application);
        var load = server.LoadAsync(rate: Math.Min(1.5, largest / 3), seconds: 8);

        // There and back, each by two operators at once, who wait for each other.
        foreach (var demand in (double[])[largest * 0.78, 0.2])
        {
            var answers = await Task.WhenAll(server.AskAsync(new { demand }), server.AskAsync(new { demand }));

            // The second finds what it asks for running.
            Assert.Equal([false, true], answers.Select(a => a.GetProperty("taken").GetBoolean()).Order());
            Assert.Equal(demand, (await server.StatusAsync()).GetProperty("figures").GetProperty("plannedDemand").GetDouble(), 6);
        }

        var report = await load;
        var status = await server.StatusAsync();
        Assert.Equal((0, 0), (report.Lost, report.Failed));
        Assert.Equal(report.Sent, report.InTime + report.Late);
        Assert.Equal(3, status.GetProperty("generation").GetInt64());
        Assert.Equal(ControlledServer.PlanFor(server.Application, 0.2).Instances.Select(i => i.Variant).Order(), VariantsOf(status));
        Assert.Equal(status.GetProperty("segments").GetArrayLength(), OcrServer.WorkersOf(server.Process.Id).Count);
    }

    [Fact]
    public async Task What_an_operator_asks_wrongly_is_refused_in_one_line_and_changes_nothing()
    {
        await using var server = await ControlledServer.StartAsync("accuracy: 0.7", 0.2, "--control", "manual");
        var before = (await server.StatusAsync()).GetRawText();

        await RefusesAsync(server, new { demand = -1 }, "'demand' is -1");
        await RefusesAsync(server, new { demand = 1e8 }, "binds");
        await RefusesAsync(server, new { rate = 1 }, "rate");
        await RefusesAsync(server, new { plan = ControlledServer.PlanFor(server.Application, 0.3) with { Placements = [] } }, "plan: ");
        var would = await server.AskAsync(new { demand = 0.3 }, dryRun: true);

        Assert.False(would.GetProperty("taken").GetBoolean());
        Assert.Equal(before, (await server.StatusAsync()).GetRawText());
    }

    private static IEnumerable<string> VariantsOf(JsonElement status) =>
        status.GetProperty("segments").EnumerateArray().Select(s => s.GetProperty("variant").GetString()!).Order(StringComparer.Ordinal);

    private static async Task RefusesAsync(ControlledServer server, object request, string because)
    {
        using var answer = await server.Client.PostAsJsonAsync("tangram/plan?dryRun=true", request, Core.Files.JsonFile.Options, ControlledServer.Ending);
        var said = await answer.Content.ReadFromJsonAsync<JsonElement>(ControlledServer.Ending);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(because, said.GetProperty("error").GetString(), StringComparison.Ordinal);
    }
}
