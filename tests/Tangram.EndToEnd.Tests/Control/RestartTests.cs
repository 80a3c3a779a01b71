using System.Text.Json;
using Tangram.Cli.Demos;
using Tangram.Cli.Files;
using Tangram.Core.Files;
using Tangram.Core.Plans;
using Tangram.Server.History;

namespace Tangram.EndToEnd.Tests.Control;

/// <summary>Servers that are killed in the middle of a transition, and servers that want the same cores.</summary>
[Collection("one server at a time")]
public sealed class RestartTests
{
    [Fact]
    public async Task A_server_killed_at_any_step_of_a_transition_starts_with_the_plan_it_was_going_to()
    {
        await using var server = await ControlledServer.StartAsync("accuracy: 0.7", 0.2, "--control", "manual");
        var demands = (double[])[ControlledServer.Largest(server.Application) * 0.78, 0.2];
        var kill = 0;
        foreach (var step in (string[])["Switch", "Drain", "Destroy", "Create", "Load"])
        {
            var target = ControlledServer.PlanFor(server.Application, demands[kill++ % 2], reserve: 0.2);
            var asked = server.AskAsync(new { plan = target });
            var workers = OcrServer.WorkersOf(server.Process.Id);
            await Until.HoldsAsync(() => server.Process.Said.Contains($": {step} ", StringComparison.Ordinal));
            await server.KillAndRestartAsync();
            await Assert.ThrowsAnyAsync<Exception>(() => asked);

            var status = await server.StatusAsync();
            Assert.Equal(PlacesOf(target), PlacesOf(status.GetProperty("plan").Deserialize<Plan>(JsonFile.Options)!));
            Assert.All(workers, w => Assert.False(Runs(w), $"worker {w} of the server killed at {step} still runs"));
            Assert.Equal(target.Instances.Sum(i => i.Concurrency), OcrServer.WorkersOf(server.Process.Id).Count);
        }

        var history = HistoryReader.Read(Path.Combine(server.State, "history.db"), new HistoryFilter());
        Assert.Equal(6, history.Count(e => e.Kind == "start"));
        Assert.All(history, e => Assert.NotEmpty(e.Why));
    }

    [Fact]
    public async Task A_second_controller_of_the_same_cores_is_refused()
    {
        await using var server = await ControlledServer.StartAsync("accuracy: 0.7", 0.2, "--control", "manual");

        var fault = await Assert.ThrowsAsync<IOException>(() => ServerProcess.StartAsync([ExampleApplication.Path, "--state", server.State], ControlledServer.Ending));

        Assert.Contains($"is controlled by process {server.Process.Id}", fault.Message, StringComparison.Ordinal);
    }

    // One that ended stays listed until somebody asks how, which in some containers nobody does.
    private static bool Runs(int process)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{process}/stat");
            return stat[stat.LastIndexOf(')') + 2] != 'Z';
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static IEnumerable<string> PlacesOf(Plan plan) =>
        plan.Placements.Select(p => $"{plan.Instances.First(i => i.Id == p.Instance).Variant} at {p.Device}/{p.Start}").Order(StringComparer.Ordinal);
}
