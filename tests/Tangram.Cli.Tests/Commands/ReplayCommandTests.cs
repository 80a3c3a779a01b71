using Tangram.Cli.Tests.Simulations;

namespace Tangram.Cli.Tests.Commands;

/// <summary><c>tangram replay</c> on logs that <c>tangram simulate</c> wrote.</summary>
public sealed class ReplayCommandTests : IDisposable
{
    private readonly SimulatedFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData]
    [InlineData("--dispatch", "elsa", "--batching", "deadline", "--drop", "last-stage")]
    [InlineData("--dispatch", "fifs", "--batching", "knee", "--drop", "every-stage", "--admission", "every", "--rate", "200")]
    [InlineData("--dispatch", "most-accurate-first", "--batching", "timeout", "--drop", "never", "--noise", "0.5")]
    [InlineData("--fail", "detect-0@2:1", "--fail", "cars-0@3:2")]
    public async Task What_a_simulation_logs_is_decided_the_same_again(params string[] options)
    {
        var log = await Log("log.jsonl", options);

        var run = await CommandRun.Of("replay", log);

        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        Assert.Matches(@"log\.jsonl: [\d,]+ decisions on [\d,]+ events are the same\n$", run.Output);
    }

    [Fact]
    public async Task A_decision_that_was_changed_is_found_with_its_line()
    {
        var log = await Log("log.jsonl");
        var lines = await File.ReadAllLinesAsync(log, TestContext.Current.CancellationToken);
        var planted = Array.FindIndex(lines, 200, l => l.Contains("\"decision\":\"start\"", StringComparison.Ordinal));
        var was = lines[planted];
        lines[planted] = was.Replace("\"decision\":\"start\"", "\"decision\":\"stop\"", StringComparison.Ordinal);
        await File.WriteAllTextAsync(log, string.Join('\n', lines) + "\n", TestContext.Current.CancellationToken);

        var run = await CommandRun.Of("replay", log);

        Assert.Equal((4, string.Empty), (run.ExitCode, run.Error));
        Assert.Contains($": line {planted + 1}: decided otherwise now", run.Output, StringComparison.Ordinal);
        Assert.EndsWith($"\n  before: {lines[planted - 1]}\n  log: {lines[planted]}\n  now: {was}\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_of_other_policies_is_decided_otherwise()
    {
        var log = await Log("log.jsonl", "--rate", "100");
        var text = await File.ReadAllTextAsync(log, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(log, text.Replace("\"batching\":\"greedy\"", "\"batching\":\"timeout\"", StringComparison.Ordinal), TestContext.Current.CancellationToken);

        Assert.Equal(4, (await CommandRun.Of("replay", log)).ExitCode);
    }

    [Fact]
    public async Task Two_logs_are_compared()
    {
        var (one, same, other) = (await Log("one.jsonl"), await Log("same.jsonl"), await Log("other.jsonl", "--seed", "2"));

        var equal = await CommandRun.Of("replay", one, same);
        var different = await CommandRun.Of("replay", one, other);

        Assert.Equal(0, equal.ExitCode);
        Assert.Matches("^[0-9,]+ lines after the header are the same\n$", equal.Output);
        Assert.Equal(4, different.ExitCode);
        Assert.Contains(" differs, after ", different.Output, StringComparison.Ordinal);
        Assert.Contains($"\n  {one}: {{", different.Output, StringComparison.Ordinal);
        Assert.Contains($"\n  {other}: {{", different.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_that_is_cut_off_is_refused_with_its_line()
    {
        var log = await Log("log.jsonl");
        var text = await File.ReadAllTextAsync(log, TestContext.Current.CancellationToken);
        var lines = text[..^20].Count(c => c == '\n') + 1;
        await File.WriteAllTextAsync(log, text[..^20], TestContext.Current.CancellationToken);

        var run = await CommandRun.Of("replay", log);

        Assert.Equal((2, $"{log}: line {lines}: is cut off in the middle; the run that wrote the log was ended before its end"), (run.ExitCode, run.Error));
    }

    [Theory]
    [InlineData("", "is empty; the first line of a decision log is its header")]
    [InlineData("hello\n", "line 1: 'hello' is not a line of a decision log, which is a JSON object")]
    [InlineData("{}\n", "line 1: is not the header of a decision log: ")]
    public async Task What_is_no_log_is_refused(string text, string message)
    {
        var run = await CommandRun.Of("replay", _folder.Write("log.jsonl", text));

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith($"{_folder.At("log.jsonl")}: {message}", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', run.Error);
    }

    [Fact]
    public async Task A_log_that_is_not_there_is_named()
    {
        var run = await CommandRun.Of("replay", "none.jsonl");

        Assert.Equal((2, "none.jsonl: there is no such log; 'tangram simulate --log FILE' writes one"), (run.ExitCode, run.Error));
    }

    private async Task<string> Log(string name, params string[] options)
    {
        var plan = await _folder.Plan();
        var run = await _folder.Simulate(plan, ["--duration", "10", "--log", _folder.At(name), .. options]);
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        return _folder.At(name);
    }
}
