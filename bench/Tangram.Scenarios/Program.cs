using Tangram.Scenarios;
using Tangram.Scenarios.Planning;
using Tangram.Scenarios.Predicting;
using Tangram.Scenarios.Serving;
using Tangram.Scenarios.Simulating;

// One line per scenario.
var scenarios = new Dictionary<string, Func<Task<bool>>>(StringComparer.Ordinal)
{
    ["planner"] = PlannerScenario.RunAsync,
    ["prediction"] = PredictionScenario.RunAsync,
    ["server-overhead"] = ServerOverheadScenario.RunAsync,
    ["serving"] = () => ServingScenario.RunAsync(args[1..]),
    ["simulator"] = SimulatorScenario.RunAsync,
    ["worker-protocol"] = WorkerProtocolScenario.RunAsync,
};

if (args is not [var name, .. var options] || (options.Length > 0 && name is not "serving") || !scenarios.TryGetValue(name, out var scenario))
{
    await Console.Error.WriteLineAsync($"usage: ./tangram bench SCENARIO; known: {string.Join(", ", scenarios.Keys)}");
    return 2;
}

return await scenario() ? 0 : 1;
