using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Tangram.Cli.Files;
using Tangram.Cli.Serving;
using Tangram.Core.Applications;
using Tangram.Core.Files;
using Tangram.Core.Plans;
using Tangram.Server.History;

namespace Tangram.EndToEnd.Tests.Control;

/// <summary>Plans that a real server cannot go over to.</summary>
[Collection("one server at a time")]
public sealed class FailedChangeTests : IDisposable
{
    private const string Model = "ch_PP-OCRv4_det_infer.onnx";
    private readonly TemporaryFolder _models = new();

    [Fact]
    public async Task A_plan_whose_model_cannot_be_loaded_is_left_for_what_ran_before_and_taken_once_it_can()
    {
        // The model of one variant is a file of its own, which is spoilt while the server runs.
        var spoilt = _models.Write("of-its-own.onnx", string.Empty);
        File.Copy(ModelPath, spoilt, overwrite: true);
        await using var server = await ControlledServer.StartAsync(text => WithOwnFile(text, spoilt), application => PlanOf(application, "det-320"), "--control", "manual");
        var target = PlanOf(server.Application, "det-640");
        await File.WriteAllTextAsync(spoilt, "this is no model", ControlledServer.Ending);
        var before = server.StatusAsync();
        var load = server.LoadAsync(rate: 0.8, seconds: 6);

        using (var answer = await AskAsync(server, target))
        {
            Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
            Assert.Contains("what ran before was brought back", await answer.Content.ReadAsStringAsync(ControlledServer.Ending), StringComparison.Ordinal);
        }

        var report = await load;
        Assert.Equal((0, 0), (report.Lost, report.Failed));
        Assert.Equal(Segments(await before), Segments(await server.StatusAsync()));
        Assert.Equal(["start", "failure"], Kinds(server));

        File.Copy(ModelPath, spoilt, overwrite: true);
        using var again = await AskAsync(server, target);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Contains("det-640", Segments(await server.StatusAsync()), StringComparison.Ordinal);
        Assert.Equal(0, (await server.LoadAsync(rate: 0.8, seconds: 3)).Failed);
        Assert.Equal(["start", "failure", "plan"], Kinds(server));
    }

    public void Dispose() => _models.Dispose();

    private static string ModelPath => Path.Combine(ApplicationFolder, "..", "..", "node_modules", "@gutenye", "ocr-models", "assets", Model);

    private static string ApplicationFolder => ExampleApplication.Path;

    private static string WithOwnFile(string application, string file) => application
        .Replace("accuracy: 0.95", "accuracy: 0.5", StringComparison.Ordinal)
        .Replace($"{{name: det-640, model: {Model}", $"{{name: det-640, model: {file}", StringComparison.Ordinal);

    private static Plan PlanOf(Application application, string detector)
    {
        var profile = GlancedProfile.OfHalfCores!;
        var known = profile with { Entries = [.. profile.Entries.Where(e => !e.Variant.StartsWith("det-", StringComparison.Ordinal) || e.Variant == detector)] };
        return ServingPlan.Make(application, known, new ServedDemand(0.2, Reserve: 0), ControlledServer.Ending);
    }

    private static Task<HttpResponseMessage> AskAsync(ControlledServer server, Plan plan) =>
        server.Client.PostAsJsonAsync("tangram/plan", new { plan }, JsonFile.Options, ControlledServer.Ending);

    private static string Segments(JsonElement status) => string.Join(' ', status.GetProperty("segments").EnumerateArray().Select(s => s.GetRawText()));

    private static IEnumerable<string> Kinds(ControlledServer server) => HistoryReader.Read(Path.Combine(server.State, "history.db"), new HistoryFilter()).Select(e => e.Kind);
}
