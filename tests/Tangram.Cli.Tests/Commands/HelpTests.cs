namespace Tangram.Cli.Tests.Commands;

public sealed class HelpTests
{
    public static TheoryData<string> Verbs => CommandListTests.Verbs;

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Every_commands_help_has_an_example(string verb)
    {
        var run = await CommandRun.Of(verb, "--help");

        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        Assert.Matches($@"Example:\s+tangram {verb}", run.Output);
    }
}
