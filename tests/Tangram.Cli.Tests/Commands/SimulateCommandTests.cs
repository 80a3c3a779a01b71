using System.Text.Json.Nodes;
using Tangram.Cli.Tests.Simulations;
using Tangram.Core.Files;

namespace Tangram.Cli.Tests.Commands;

/// <summary><c>tangram simulate</c>: what it prints, and what it refuses.</summary>
public sealed class SimulateCommandTests : IDisposable
{
    private readonly SimulatedFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_shows_applications_segments_and_the_events()
    {
        var run = await _folder.Simulate(await _folder.Plan(), "--rate", "20", "--duration", "20");

        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        Assert.StartsWith("20 s of poisson, the first 2 s not counted; seed 1\nleast-loaded, greedy, deadline, hopeless\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("│ video (200 ms) ", run.Output, StringComparison.Ordinal);
        Assert.Contains("│ detect-0 ", run.Output, StringComparison.Ordinal);
        Assert.Matches(@"[\d,]+ events in \d+\.\d\d s, [\d,]+ events/s\n$", run.Output);
    }

    [Fact]
    public async Task Every_request_is_accounted_for_and_accuracy_is_the_plans()
    {
        var file = await _folder.Plan();
        var figures = await _folder.Figures(file, "--rate", "20", "--duration", "60", "--warm-up", "0");
        var video = figures["alternatives"]![0]!["applications"]![0]!;

        string[] ends = ["inTime", "late", "partial", "dropped", "refused"];
        Assert.Equal((long)video["arrived"]!, ends.Sum(e => (long)video[e]!));
        Assert.InRange((double)video["requestsPerSecond"]!, 15, 25);
        Assert.InRange((double)video["attainment"]!["mean"]!, 0.9, 1);
        Assert.InRange((double)video["accuracy"]!, 0.7, 1);
        Assert.InRange((double)video["p50Milliseconds"]!["mean"]!, 1, (double)video["p99Milliseconds"]!["mean"]!);
        Assert.Equal(SimulatedFolder.Load(file).Applications[0].Tasks.Select(t => t.Name), video["tasks"]!.AsArray().Select(t => (string)t!["name"]!));
    }

    [Fact]
    public async Task One_seed_gives_the_same_figures_and_another_gives_others()
    {
        var plan = await _folder.Plan();
        string[] options = ["--duration", "20", "--fail", $"{SimulatedFolder.Load(plan).Instances[0].Id}@5:2", "--noise", "0.1"];

        Assert.Equal(await Figures("7"), await Figures("7"));
        Assert.NotEqual(await Figures("7"), await Figures("8"));

        async Task<string> Figures(string seed) => (await _folder.Figures(plan, [.. options, "--seed", seed]))["alternatives"]!.ToJsonString();
    }

    [Fact]
    public async Task Replications_give_intervals()
    {
        var figures = await _folder.Figures(await _folder.Plan(), "--rate", "40", "--duration", "10", "--replications", "4");
        var video = figures["alternatives"]![0]!["applications"]![0]!;

        Assert.Equal(4, (int)figures["replications"]!);
        Assert.True((double)video["p99Milliseconds"]!["halfWidth"]! > 0);
    }

    [Fact]
    public async Task Alternatives_meet_the_same_requests_and_are_set_against_the_first()
    {
        var figures = await _folder.Figures(await _folder.Plan(), "--duration", "10", "--compare", "least-loaded,elsa:alpha=1,beta=1,batching=deadline+drop=never");
        var alternatives = figures["alternatives"]!.AsArray();

        Assert.Equal(["least-loaded", "elsa:alpha=1,beta=1", "batching=deadline+drop=never"], alternatives.Select(a => (string)a!["name"]!));
        Assert.Equal(("elsa:alpha=1,beta=1", "greedy"), ((string)alternatives[1]!["policies"]!["dispatch"]!, (string)alternatives[1]!["policies"]!["batching"]!));
        Assert.Single(alternatives.Select(a => (long)a!["applications"]![0]!["arrived"]!).Distinct());
        Assert.Empty(alternatives[0]!["differences"]!.AsArray());
        var difference = alternatives[2]!["differences"]![0]!["attainment"]!;
        Assert.Equal(Attainment(2) - Attainment(0), (double)difference["mean"]!, 1e-9);
        Assert.NotNull(difference["halfWidth"]);

        double Attainment(int i) => (double)alternatives[i]!["applications"]![0]!["attainment"]!["mean"]!;
    }

    [Fact]
    public async Task A_trace_is_met_as_it_is_holes_and_all()
    {
        var trace = _folder.Write("trace.csv", "seconds,count\n0,3\n0.5,2\n3600,4\n");

        var video = (await _folder.Figures(await _folder.Plan(), "--trace", trace))["alternatives"]![0]!["applications"]![0]!;

        Assert.Equal(9, (long)video["arrived"]!);
        Assert.Equal(9, (long)video["inTime"]!);
    }

    [Fact]
    public async Task A_trace_is_stretched_to_a_rate()
    {
        var trace = _folder.Write("trace.csv", "seconds\n" + string.Concat(Enumerable.Range(0, 100).Select(i => $"{i * 0.01}\n")));

        var figures = await _folder.Figures(await _folder.Plan(), "--trace", trace, "--rate", "20");

        Assert.Equal(5, (double)figures["durationSeconds"]!, 1e-6);
        Assert.Equal(100, (long)figures["alternatives"]![0]!["applications"]![0]!["arrived"]!);
    }

    [Fact]
    public async Task A_hundred_million_requests_at_one_instant_are_mostly_refused()
    {
        var trace = _folder.Write("trace.csv", "seconds,count\n0,100000000\n");

        var video = (await _folder.Figures(await _folder.Plan(), "--trace", trace, "--admission", "every"))["alternatives"]![0]!["applications"]![0]!;

        Assert.Equal(100_000_000, (long)video["arrived"]!);
        Assert.InRange((long)video["refused"]!, 99_990_000, 100_000_000);
    }

    [Fact]
    public async Task Each_of_several_applications_has_its_own_trace()
    {
        var plan = await _folder.PlanTwo();
        var one = _folder.Write("one.csv", "seconds\n0\n1\n");
        var two = _folder.Write("two.csv", "timestamp\n2026-01-01T00:00:00Z\n2026-01-01T00:00:03Z\n2026-01-01T00:00:06Z\n");
        string[] common = ["simulate", "--plan", plan, "--application", _folder.At("two.yaml"), "--profile", _folder.At("common.json")];

        var run = await CommandRun.Of([.. common, "--trace", "one=" + one, "--trace", "two=" + two, "--json"]);
        var unnamed = await CommandRun.Of([.. common, "--trace", one]);
        var missing = await CommandRun.Of([.. common, "--trace", "one=" + one]);

        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        Assert.Equal([2L, 3L], JsonNode.Parse(run.Output)!["alternatives"]![0]!["applications"]!.AsArray().Select(a => (long)a!["arrived"]!));
        Assert.Equal((2, $"--trace: '{one}' does not say of which application it is; give APPLICATION=FILE for each of one, two"), (unnamed.ExitCode, unnamed.Error));
        Assert.Equal((2, "--trace: 'two' has none; give two=FILE as well"), (missing.ExitCode, missing.Error));
    }

    [Fact]
    public async Task Another_plan_takes_over_and_what_stays_as_it_is_does_not_stop()
    {
        var (before, after) = (await _folder.Plan("before.json", "60"), await _folder.Plan("after.json", "120"));

        var figures = await _folder.Figures(before, "--rate", "50", "--duration", "20", "--change", $"{after}@10", "--load-time", "500ms");

        var ids = figures["alternatives"]![0]!["segments"]!.AsArray().Select(s => (string)s!["id"]!).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.True(ids.Count > SimulatedFolder.Load(before).Instances.Count);
    }

    [Theory]
    [InlineData("seconds\n2\n1\n", "line 3: '1' is earlier than '2' of line 2; sort the lines by time")]
    [InlineData("seconds,count\n0,-1\n", "line 2: '-1' is not a count of requests, a whole number from 0 to 100,000,000,000")]
    [InlineData("seconds,count\n0\n", "line 2: '0' has 1 column; the header has 2")]
    [InlineData("seconds,count\n0,0\n", "holds no request; the header is followed by a line for each time at which requests come")]
    public async Task A_trace_that_is_none_ends_with_its_line(string text, string message)
    {
        var trace = _folder.Write("trace.csv", text);

        var run = await _folder.Simulate(await _folder.Plan(), "--trace", trace);

        Assert.Equal((2, $"{trace}: {message}"), (run.ExitCode, run.Error));
    }

    [Theory]
    [InlineData("--rate: '0' is not a number above 0", "--rate", "0")]
    [InlineData("--rate: 'NaN' is not a number above 0", "--rate", "NaN")]
    [InlineData("--rate: '-3' is not a number above 0", "--rate", "-3")]
    [InlineData("--rate: the plan serves no application 'audio'; it serves video", "--rate", "audio=3")]
    [InlineData("--rate: that of 'video' is not above 0", "--rate", "video=0")]
    [InlineData("--duration: 'soon' is not a time from 0 to 10 years such as 90, 250ms, 10m or 1h", "--duration", "soon")]
    [InlineData("--duration: is above 0", "--duration", "0")]
    [InlineData("--duration: 3,287 days of 'video' at 1,000 requests/s are more than 100,000,000,000 requests; simulate less", "--duration", "3287d", "--rate", "1000")]
    [InlineData("--warm-up: 90 s is not less than the duration of 60 s", "--warm-up", "90")]
    [InlineData("--dispatch: no dispatch policy is called 'edf'; known: elsa, fifs, least-loaded, most-accurate-first, round-robin", "--dispatch", "edf")]
    [InlineData("--arrivals: no arrival pattern is called 'bursts'; known: diurnal, mmpp, poisson, uniform", "--arrivals", "bursts")]
    [InlineData("--arrivals: burst: is not known; known here: burst-ratio, burst-s, calm-s", "--arrivals", "mmpp:burst=3")]
    [InlineData("--noise: 'NaN' is not a number from 0 to 10", "--noise", "NaN")]
    [InlineData("--replications: '0' is not a whole number from 1 to 10000", "--replications", "0")]
    [InlineData("--compare: 'elsa' is one alternative; give at least two, as in elsa,least-loaded", "--compare", "elsa")]
    [InlineData("--compare: 'deadline' is the name of policies of batching and admission; say which, as in batching=deadline", "--compare", "elsa,deadline")]
    [InlineData("--compare: 'elsa' and 'dispatch=elsa' are the same policies", "--compare", "elsa,dispatch=elsa")]
    [InlineData("--fail: 'detect' is not SEGMENT[/PROCESS]@SECONDS:SECONDS, such as detect-0@30:5", "--fail", "detect")]
    [InlineData("--fail: '3' is no process of segment 'detect-0', which has only 0", "--fail", "detect-0/3@1:1")]
    [InlineData("--fail: comes at or after the end of the run at 60 s", "--fail", "detect-0@60:1")]
    [InlineData("--change: 'plan.json' is not PLAN@SECONDS, such as plan.json@30", "--change", "plan.json")]
    public async Task What_makes_no_sense_is_refused_in_one_line(string message, params string[] options)
    {
        var run = await _folder.Simulate(await _folder.Plan(), options);

        Assert.Equal((2, message), (run.ExitCode, run.Error.Split("\nsee 'tangram simulate --help'")[0]));
    }

    [Fact]
    public async Task A_plan_of_another_application_is_refused()
    {
        var run = await _folder.Simulate(await _folder.PlanTwo());

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith($"{_folder.At("both.json")}: applications[0].name: 'one' is none of the applications given, which are video", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_that_counts_on_a_variant_that_was_not_measured_is_refused()
    {
        var file = await _folder.Plan();
        var plan = SimulatedFolder.Load(file);
        _folder.Write("plan.json", JsonFile.Write(plan with { Instances = [plan.Instances[0] with { Profile = "7g.80gb" }, .. plan.Instances.Skip(1)] }));

        var run = await _folder.Simulate(file);

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith($"{file}: ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trace_and_a_pattern_exclude_each_other()
    {
        var run = await _folder.Simulate(await _folder.Plan(), "--trace", "a.csv", "--arrivals", "uniform");

        Assert.Equal((2, "--trace and --arrivals exclude each other; give one of them\nsee 'tangram simulate --help'"), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task The_json_can_go_to_a_file()
    {
        var run = await _folder.Simulate(await _folder.Plan(), "--duration", "5", "--json", _folder.At("figures.json"));

        Assert.Equal((0, string.Empty), (run.ExitCode, run.Output));
        Assert.Equal(1, (int)JsonNode.Parse(await File.ReadAllTextAsync(_folder.At("figures.json"), TestContext.Current.CancellationToken))!["version"]!);
    }
}
