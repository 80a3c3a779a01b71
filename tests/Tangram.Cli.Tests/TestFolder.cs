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
            1, application, device, 4, "a machine", "2026-01-01T00:00:00Z", "quick", new Dictionary<string, string>(), complete, entries, [new("cls", "1c", 1, 1, "not wanted")], operators)));
        return this;
    }

    /// <summary>An application that is only planned for, and its profile on a GPU.</summary>
    public TestFolder WithGpuApplication(string demand = "demand: 90")
    {
        File.WriteAllText(At("video.yaml"), $$"""
            version: 1
            name: video
            {{demand}}
            objectives: {latencyMilliseconds: 200, accuracy: 0.7}
            tasks:
              - name: detect
                variants: [{name: yolo-n, accuracy: 0.8}, {name: yolo-x, accuracy: 1}]
              - name: cars
                variants: [{name: classify}]
            edges:
              - {from: detect, to: cars, fanOut: 2}
            """);
        ProfileEntry[] entries =
        [
            Gpu("yolo-n", "1g.10gb", 1, 20, 50), Gpu("yolo-n", "2g.20gb", 4, 40, 110), Gpu("yolo-x", "2g.20gb", 1, 30, 30), Gpu("yolo-x", "3g.40gb", 4, 45, 95),
            Gpu("classify", "1g.10gb", 4, 15, 120), Gpu("classify", "2g.20gb", 8, 20, 250),
        ];
        File.WriteAllText(At("gpu.json"), JsonFile.Write(GpuProfile("video", entries)));
        return this;
    }

    /// <summary>Two applications of one task each in one file, and a common profile.</summary>
    public TestFolder WithTwoApplications()
    {
        File.WriteAllText(At("two.yaml"), """
            version: 1
            applications:
              - name: one
                demand: 5
                objectives: {latencyMilliseconds: 100, accuracy: 1}
                tasks: [{name: ask, variants: [{name: bert}]}]
              - name: two
                objectives: {latencyMilliseconds: 100, accuracy: 1}
                tasks: [{name: ask, variants: [{name: bert}]}]
            """);
        File.WriteAllText(At("common.json"), JsonFile.Write(GpuProfile(null, [Gpu("bert", "1g.10gb", 1, 10, 100)])));
        return this;
    }

    private static ProfileEntry Gpu(string variant, string profile, int batch, double p95, double itemsPerSecond) => new(variant, profile, 1, batch, p95 * 0.9, p95, p95 * 1.1, itemsPerSecond, 2000, []);

    private static ProfileTable GpuProfile(string? application, IReadOnlyList<ProfileEntry> entries) => new(
        1, application, "a100-80gb", 7, "a machine", "2026-01-01T00:00:00Z", "full", new Dictionary<string, string>(), true, entries, [], []);

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
