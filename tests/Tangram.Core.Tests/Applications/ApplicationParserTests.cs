using Tangram.Core.Applications;
using Tangram.Core.Files;

namespace Tangram.Core.Tests.Applications;

/// <summary>Reading application files.</summary>
public sealed class ApplicationParserTests
{
    private const string Sound = """
        version: 1
        name: reader
        models: models
        objectives: {latencyMilliseconds: 1500, accuracy: 0.9}
        entry: {operator: image}
        answer: {operator: ocr-lines}
        tasks:
          - name: read
            operator: ocr-recognise
            files: {keys: keys.txt}
            settings: {beam: 4}
            variants:
              - {name: rec-320, model: rec.onnx, input: [3, 48, 320], accuracy: 0.8}
          - name: detect
            operator: ocr-detect
            variants:
              - {name: det-320, model: det.onnx, input: [3, 320, 320]}
          - name: orient
            operator: ocr-orient
            optional: true
            skipAccuracy: 0.7
            variants:
              - {name: cls, model: cls.onnx, input: [3, 48, 192], accuracy: 0.75}
        edges:
          - {from: detect, to: orient, fanOut: 6}
          - {from: orient, to: read}
        evaluation: {data: pages, accuracyFile: accuracy.json}
        """;

    private static readonly OperatorNames Known = new(["image"], ["ocr-detect", "ocr-orient", "ocr-recognise"], ["ocr-lines"]);

    [Fact]
    public void A_sound_file_is_read_whole()
    {
        var application = Parse(Sound);

        Assert.Equal("reader", application.Name);
        Assert.Equal(new Objectives(1500, 0.9), application.Objectives);
        Assert.Equal(["detect", "orient", "read"], application.Tasks.Select(t => t.Name));
        Assert.Equal(0.7, application.Task("orient").SkipAccuracy);
        Assert.Null(application.Task("detect").SkipAccuracy);
        Assert.Equal([6, 1], application.Edges.Select(e => e.FanOut));
        Assert.Equal(1, application.Task("detect").Variants[0].Accuracy);
        Assert.Equal("/app/models/rec.onnx", application.Task("read").Variants[0].Model);
        Assert.Equal("/app/models/keys.txt", application.Task("read").Operator.Settings.Text("keys"));
        Assert.Equal(4, application.Task("read").Operator.Settings.Count("beam", 1, 1));
        Assert.Equal(new Evaluation("/app/pages", "/app/accuracy.json"), application.Evaluation);
        Assert.Equal(["detect"], application.Roots.Select(t => t.Name));
        Assert.Equal([["detect", "orient", "read"]], application.Paths());
    }

    [Fact]
    public void The_example_of_the_repository_is_sound()
    {
        var folder = Path.Combine(Repository.Root, "examples", "ocr");
        var application = ApplicationParser.Parse(File.ReadAllText(Path.Combine(folder, "application.yaml")), "application.yaml", folder, Known);

        Assert.Equal("ocr", application.Name);
        Assert.Equal(["detect", "orient", "recognise"], application.Tasks.Select(t => t.Name));
        Assert.Equal(8, application.Tasks.Sum(t => t.Variants.Count));
        Assert.True(application.Task("orient").IsOptional);
    }

    [Fact]
    public void Every_fault_is_reported_at_once_with_its_path()
    {
        var faults = Faults("""
            version: 2
            name: Reader
            objectives: {latencyMilliseconds: -5, accuracy: 1.5, cost: 3}
            entry: {operator: video}
            answer: {}
            speed: high
            tasks:
              - name: read
                operator: ocr-recognise
                skipAccuracy: 0.5
                variants:
                  - {name: rec, input: [3, 0], colour: red}
              - name: detect
                operator: magic
                optional: maybe
                variants: []
            edges:
              - {from: detect, to: write, fanOut: many}
            """);

        Assert.Equal(
            [
                "version: '2' is not known; this program reads version 1",
                $"name: 'Reader' is not a name: {Names.Rule}",
                "objectives.latencyMilliseconds: '-5' is not a number above 0 and at most 3600000",
                "objectives.accuracy: '1.5' is not a number above 0 and at most 1",
                "objectives.cost: is not known; known here: accuracy, accuracyFloor, latencyMilliseconds",
                "entry.operator: no entry operator is called 'video'; known: image",
                "answer.operator: is missing",
                "tasks[0].skipAccuracy: is given for a task that is not optional; add 'optional: true' or leave it out",
                "tasks[0].variants[0].model: is missing",
                "tasks[0].variants[0].input[1]: '0' is not a whole number from 1 to 65536",
                "tasks[0].variants[0].colour: is not known; known here: accuracy, input, model, name",
                "tasks[1].optional: 'maybe' is neither true nor false",
                "tasks[1].variants: is not a list with at least one entry",
                "tasks[1].operator: no task operator is called 'magic'; known: ocr-detect, ocr-orient, ocr-recognise",
                "edges[0].fanOut: 'many' is not a number of at least 0 and at most 1000000",
                "speed: is not known; known here: answer, demand, description, edges, entry, evaluation, models, name, objectives, partialResults, priority, tasks, version",
                "edges[0].to: no task is called 'write'; known: detect, read",
            ],
            faults);
    }

    [Theory]
    [InlineData("", 0, false)]
    [InlineData("priority: -100\npartialResults: true\n", -100, true)]
    [InlineData("priority: 100\npartialResults: false\n", 100, false)]
    public void Priority_and_partial_results_are_read_where_they_are_given(string lines, int priority, bool partialResults)
    {
        var application = Parse(Sound.Replace("models: models\n", $"models: models\n{lines}", StringComparison.Ordinal));

        Assert.Equal((priority, partialResults), (application.Priority, application.PartialResults));
    }

    [Theory]
    [InlineData("", 0.9, false)]
    [InlineData(", accuracyFloor: 0.75", 0.75, true)]
    [InlineData(", accuracyFloor: 0.9", 0.9, false)]
    public void An_accuracy_floor_is_the_objective_unless_it_is_given(string given, double floor, bool hasAccuracyToGive)
    {
        var objectives = Parse(Sound.Replace("accuracy: 0.9}", $"accuracy: 0.9{given}}}", StringComparison.Ordinal)).Objectives;

        Assert.Equal((0.9, floor, hasAccuracyToGive), (objectives.Accuracy, objectives.AccuracyFloor, objectives.HasAccuracyToGive));
    }

    [Theory]
    [InlineData("0.95", "'0.95' is above the accuracy objective, 0.9; a floor is at most that")]
    [InlineData("0", "'0' is not a number above 0 and at most 1")]
    [InlineData("low", "'low' is not a number above 0 and at most 1")]
    public void An_accuracy_floor_above_the_objective_or_out_of_range_is_refused(string floor, string fault) =>
        Assert.Equal([$"objectives.accuracyFloor: {fault}"], Faults(Sound.Replace("accuracy: 0.9}", $"accuracy: 0.9, accuracyFloor: {floor}}}", StringComparison.Ordinal)));

    [Fact]
    public void A_priority_out_of_range_and_half_a_truth_are_refused() => Assert.Equal(
        ["priority: '101' is not a whole number from -100 to 100", "partialResults: 'some' is neither true nor false"],
        Faults(Sound.Replace("models: models\n", "models: models\npriority: 101\npartialResults: some\n", StringComparison.Ordinal)));

    [Fact]
    public void A_priority_that_is_no_whole_number_is_refused() =>
        Assert.Equal(["priority: '0.5' is not a whole number from -100 to 100"], Faults(Sound.Replace("models: models\n", "priority: 0.5\n", StringComparison.Ordinal)));

    [Fact]
    public void A_cycle_is_refused_and_named() => Assert.Equal(
        ["edges: tasks read, detect, orient form a cycle or follow one; a task graph has none"],
        Faults(Sound.Replace("{from: orient, to: read}", "{from: orient, to: detect}, {from: orient, to: read}", StringComparison.Ordinal)
            .Replace("  - {from: orient, to: detect}, {from: orient, to: read}", "  - {from: orient, to: detect}\n  - {from: orient, to: read}", StringComparison.Ordinal)));

    [Fact]
    public void Names_that_are_there_twice_are_refused() => Assert.Equal(
        ["tasks[1].name: task 'read' is there already; names are unique", "tasks[1].variants[0].name: variant 'rec-320' is there already; names are unique"],
        Faults(Sound.Replace("name: det-320", "name: rec-320", StringComparison.Ordinal).Replace("name: detect", "name: read", StringComparison.Ordinal)
            .Replace("from: detect", "from: read", StringComparison.Ordinal).Replace("to: read", "to: orient", StringComparison.Ordinal)
            .Replace("{from: orient, to: orient}", "{from: orient, to: read}", StringComparison.Ordinal)));

    [Theory]
    [InlineData("a: [", "line ")]
    [InlineData("", "is not one YAML document")]
    [InlineData("just words", "is not a section of keys and values")]
    public void What_is_no_application_at_all_is_refused(string text, string start) =>
        Assert.StartsWith(start, Faults(text)[0], StringComparison.Ordinal);

    [Fact]
    public void A_task_is_not_called_as_the_application_is() => Assert.Equal(
        ["tasks[1].name: 'detect' is the application's name; both are served as models, so they differ"],
        Faults(Sound.Replace("name: reader", "name: detect", StringComparison.Ordinal)));

    [Fact]
    public void The_message_names_the_file_in_every_line()
    {
        var exception = Assert.Throws<InvalidFileException>(() => Parse(Sound.Replace("0.9}", "9}", StringComparison.Ordinal).Replace("ocr-lines", "lines", StringComparison.Ordinal)));

        Assert.All(exception.Message.Split('\n'), line => Assert.StartsWith("application.yaml: ", line, StringComparison.Ordinal));
        Assert.Equal(2, exception.Faults.Count);
    }

    private static Application Parse(string text) => ApplicationParser.Parse(text, "application.yaml", "/app", Known);

    private static List<string> Faults(string text) =>
        [.. Assert.Throws<InvalidFileException>(() => Parse(text)).Faults.Select(f => f.ToString())];
}
