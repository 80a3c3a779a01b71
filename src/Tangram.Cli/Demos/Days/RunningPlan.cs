using System.Text.Json;
using Tangram.Core.Files;
using Tangram.Core.Plans;

namespace Tangram.Cli.Demos.Days;

/// <summary>The plan that a server runs, as <c>GET /tangram/plan</c> tells it.</summary>
/// <param name="Generation">Which plan it is.</param>
/// <param name="Rung">How far the controller has gone down for want of capacity.</param>
/// <param name="What">What was done last.</param>
/// <param name="Why">Why.</param>
/// <param name="Plan">The plan.</param>
internal sealed record RunningPlan(long Generation, string Rung, string What, string Why, Plan Plan)
{
    /// <summary>Reads the server's answer.</summary>
    /// <exception cref="JsonException">It is not as it should be.</exception>
    public static RunningPlan Read(string text)
    {
        using var json = JsonDocument.Parse(text);
        var root = json.RootElement;
        return new RunningPlan(
            root.GetProperty("generation").GetInt64(),
            root.GetProperty("rung").GetString() ?? string.Empty,
            root.GetProperty("what").GetString() ?? string.Empty,
            root.GetProperty("why").GetString() ?? string.Empty,
            root.GetProperty("plan").Deserialize<Plan>(JsonFile.Options) ?? throw new JsonException("plan: is empty"));
    }
}
