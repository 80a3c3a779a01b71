using Tangram.Core.Applications;
using Tangram.Core.Files;

namespace Tangram.Core.Tests.Applications;

/// <summary>Files of several applications, and of applications that are only planned for.</summary>
public sealed class ApplicationListTests
{
    private const string Two = """
        version: 1
        applications:
          - name: bert
            demand: 19
            objectives: {latencyMilliseconds: 6434, accuracy: 1}
            tasks:
              - name: infer
                variants: [{name: bert, accuracy: 0.77}]
            edges: []
          - name: video
            objectives: {latencyMilliseconds: 200, accuracy: 0.9}
            tasks:
              - name: detect
                variants: [{name: yolo-n, accuracy: 0.5}, {name: yolo-x}]
              - name: cars
                variants: [{name: cars}]
            edges:
              - {from: detect, to: cars, fanOut: 3, fanOutByVariant: {yolo-n: 1.98, yolo-x: 0}}
        """;

    private static readonly OperatorNames Known = new(["image"], ["ocr-detect"], ["ocr-lines"]);

    [Fact]
    public void Several_applications_are_read_in_their_order()
    {
        var applications = Parse(Two);

        Assert.Equal(["bert", "video"], applications.Select(a => a.Name));
        Assert.Equal([19, null], applications.Select(a => a.Demand));
        Assert.Equal(0.77, applications[0].Task("infer").Variants[0].Accuracy);
        Assert.Equal([1.98, 0, 1], new[] { "yolo-n", "yolo-x", null }.Select(applications[1].Edges[0].FanOutOf));
    }

    [Fact]
    public void A_demand_and_fan_outs_by_variant_outlive_new_tasks_and_edges()
    {
        var bert = Parse(Two)[0];

        Assert.Equal(19, bert.With(bert.Tasks, bert.Edges).Demand);
    }

    [Fact]
    public void What_serving_needs_and_is_not_there_is_named()
    {
        var video = Parse(Two)[1];

        Assert.False(video.IsServable);
        Assert.Equal(["entry", "answer", "task 'detect': operator", "task 'cars': operator", "variant 'yolo-n': model", "variant 'yolo-x': model", "variant 'cars': model"], video.MissingForServing);
    }

    [Fact]
    public void Faults_of_a_list_have_the_applications_place_in_their_path() => Assert.Equal(
        [
            "applications[1].name: application 'bert' is there already; names are unique",
            "applications[0].demand: '-19' is not a number of at least 0 and at most 1000000000",
            "applications[0].tasks[0].variants[0].accuracy: '7' is not a number above 0 and at most 1",
            "applications[1].edges[0].fanOutByVariant.yolo-s: no variant of task 'detect' is called so; known: yolo-n, yolo-x",
            "applications[1].edges[0].fanOutByVariant.yolo-x: '-1' is not a number of at least 0 and at most 1000000",
            "applications[1].cost: is not known; known here: answer, demand, description, edges, entry, evaluation, models, name, objectives, partialResults, priority, tasks",
            "applications[1].edges[0].to: no task is called 'people'; known: cars, detect",
        ],
        Faults(Two.Replace("demand: 19", "demand: -19", StringComparison.Ordinal).Replace("0.77", "7", StringComparison.Ordinal).Replace("name: video", "name: bert\n    cost: 3", StringComparison.Ordinal)
            .Replace("{yolo-n: 1.98, yolo-x: 0}", "{yolo-s: 2, yolo-x: -1}", StringComparison.Ordinal).Replace("to: cars", "to: people", StringComparison.Ordinal)));

    [Fact]
    public void A_cycle_in_a_list_is_named_with_its_application() => Assert.Equal(
        ["applications[1].edges: tasks detect, cars form a cycle or follow one; a task graph has none"],
        Faults(Two + "\n      - {from: cars, to: detect}"));

    [Theory]
    [InlineData("applications: []", "applications: is not a list with at least one entry")]
    [InlineData("applications: [bert]", "applications[0]: is not a section of keys and values")]
    [InlineData("applications: [{}]\nname: x", "name: is not known; known here: applications, version")]
    public void A_list_that_is_none_is_refused(string text, string fault) => Assert.Equal(fault, Faults($"version: 1\n{text}")[0]);

    [Fact]
    public void Where_one_application_is_needed_several_are_refused()
    {
        var exception = Assert.Throws<InvalidFileException>(() => ApplicationParser.Parse(Two, "application.yaml", "/app", Known));

        Assert.Equal("application.yaml: applications: are several; a file with one application is needed here", exception.Message);
    }

    [Fact]
    public void A_model_without_an_input_and_settings_without_an_operator_are_slips() => Assert.Equal(
        ["tasks[0].variants[0].input: is missing", "tasks[0].operator: is missing"],
        Faults("""
            version: 1
            name: reader
            demand: 2.5
            objectives: {latencyMilliseconds: 100, accuracy: 1}
            tasks:
              - name: read
                settings: {beam: 4}
                variants: [{name: rec, model: rec.onnx}]
            """));

    private static IReadOnlyList<Application> Parse(string text) => ApplicationParser.ParseAll(text, "application.yaml", "/app", Known);

    private static List<string> Faults(string text) => [.. Assert.Throws<InvalidFileException>(() => Parse(text)).Faults.Select(f => f.ToString())];
}
