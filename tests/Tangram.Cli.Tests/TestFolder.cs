using Tangram.Core.Files;
using Tangram.Core.Profiles;

namespace Tangram.Cli.Tests;

/// <summary>A temporary folder with a small application and its profile; gone when disposed.</summary>
internal sealed class TestFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("tangram-cli-").FullName;

    public string Profile => At("profile.json");

    public string At(string name) => Path.Combine(Root, name);

    public TestFolder WithApplication(string accuracy = "0.9", string latency = "1000")
    {
        TestOperators.Register();
        File.WriteAllText(At("a.onnx"), "a model");
        File.WriteAllText(At("application.yaml"), $$"""
            version: 1
            name: reader
            objectives: {latencyMilliseconds: {{latency}}, accuracy: {{accuracy}}}
            entry: {operator: {{TestOperators.Entry}} }
            answer: {operator: {{TestOperators.Answer}} }
            tasks:
              - name: detect
                operator: {{TestOperators.Task}}
                variants:
                  - {name: small, model: a.onnx, input: [3, 8, 8], accuracy: 0.8}
                  - {name: large, model: a.onnx, input: [3, 16, 16], accuracy: 1}
              - name: read
                operator: {{TestOperators.Task}}
                variants:
                  - {name: rec, model: a.onnx, input: [3, 8, 8]}
              - name: orient
                operator: {{TestOperators.Task}}
                optional: true
                variants:
                  - {name: cls, model: a.onnx, input: [3, 8, 8]}
            edges:
              - {from: detect, to: orient, fanOut: 4}
              - {from: orient, to: read}
            evaluation: {data: pages, accuracyFile: accuracy.json}
            """);
        return this;
    }

    public TestFolder WithProfile(string application = "reader", bool complete = true, string device = "cpu", double p95 = 50)
    {
        ProfileEntry[] entries =
        [
            new("small", "1c", 1, 1, p95 * 0.9, p95, p95 * 1.1, 20, 100, [p95]),
            new("large", "1c", 1, 1, p95 * 1.8, p95 * 2, p95 * 2.2, 10, 100, [p95 * 2]),
            new("rec", "1c", 1, 4, p95 * 0.9, p95, p95 * 1.1, 40, 100, [p95]),
        ];
        OperatorTime[] operators = [new("entry", null, 4, 5), new("read", "rec", 1, 2)];
        File.WriteAllText(Profile, JsonFile.Write(new ProfileTable(
            1, application, device, 4, "a machine", "2026-01-01T00:00:00Z", "quick", new Dictionary<string, string>(), complete, entries, [], operators)));
        return this;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
