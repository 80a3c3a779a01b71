namespace Tangram.EndToEnd.Tests.Control;

/// <summary>What a real server does with more requests than this machine can serve.</summary>
[Collection("one server at a time")]
public sealed class LadderTests
{
    [Fact]
    public async Task The_rungs_are_taken_in_order_and_undone_afterwards()
    {
        await using var server = await ControlledServer.StartAsync("accuracy: 0.95\n  accuracyFloor: 0.8", 0.5, "--control", "on", "--hold", "2");
        var atFloor = server.Application with { Objectives = server.Application.Objectives with { Accuracy = server.Application.Objectives.AccuracyFloor } };
        var capacity = ControlledServer.Largest(atFloor);

        var load = server.LoadAsync(capacity * 1.6, seconds: 15);
        var rungs = await WatchAsync(server);
        var report = await load;

        Assert.Equal(0, report.Lost);
        Assert.Equal(report.Sent, report.InTime + report.Late + report.Refused + report.Dropped);
        Assert.Equal(["objectives", "lowerAccuracy", "shed", "refuse", "shed", "lowerAccuracy", "objectives"], rungs);
    }

    private static string Rung(System.Text.Json.JsonElement status) => status.GetProperty("rung").GetString()!;

    // Until it is back where it began.
    private static async Task<IReadOnlyList<string>> WatchAsync(ControlledServer server)
    {
        var rungs = new List<string>();
        while (rungs.Count < 2 || rungs[^1] != "objectives")
        {
            var rung = Rung(await server.StatusAsync());
            if (rungs.LastOrDefault() != rung)
            {
                rungs.Add(rung);
            }

            await Task.Delay(50, ControlledServer.Ending);
        }

        return rungs;
    }
}
