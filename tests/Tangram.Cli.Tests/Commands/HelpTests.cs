namespace Tangram.Cli.Tests.Commands;

public sealed class HelpTests
{
    public static TheoryData<string> Verbs => CommandListTests.Verbs;

    public static TheoryData<string, string> Subcommands => [.. CommandRun.Root().Subcommands.SelectMany(c => c.Subcommands.Select(s => (c.Name, s.Name)))];

    [Theory]
    [MemberData(nameof(Subcommands))]
    public async Task Every_subcommands_help_has_an_example(string verb, string subcommand)
    {
        var run = await CommandRun.Of(verb, subcommand, "--help");

        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        Assert.Matches($@"Example:\s+tangram {verb} {subcommand}", run.Output);
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Every_commands_help_has_an_example(string verb)
    {
        var run = await CommandRun.Of(verb, "--help");

        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        Assert.Matches($@"Example:\s+tangram {verb}", run.Output);
    }
}
