namespace Tangram.Cli.Tests.Commands;

public sealed class MalformedNumberTests
{
    [Theory]
    [InlineData("demo", "--cores")]
    [InlineData("evaluate", "--cores")]
    [InlineData("load", "--rate")]
    [InlineData("load", "--duration")]
    [InlineData("load", "--objective")]
    [InlineData("load", "--seed")]
    [InlineData("plan", "--demand")]
    [InlineData("plan", "--cores")]
    [InlineData("plan", "--reserve")]
    [InlineData("plan", "--queueing-factor")]
    [InlineData("profile", "--cores")]
    [InlineData("serve", "--cores")]
    [InlineData("serve", "--demand")]
    [InlineData("serve", "--reserve")]
    [InlineData("serve", "--port")]
    [InlineData("serve", "--drift")]
    [InlineData("serve", "--hold")]
    public async Task What_is_not_a_number_is_named_with_its_option(string verb, string option)
    {
        var run = await CommandRun.Of(verb, option, "fast");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("'fast'", run.Error, StringComparison.Ordinal);
        Assert.Contains(option, run.Error, StringComparison.Ordinal);
        Assert.Matches(" a (whole )?number( above 0)?$", run.Error.Split('\n')[0]);
        Assert.Equal($"see 'tangram {verb} --help'", run.Error.Split('\n')[1]);
    }

    [Fact]
    public async Task What_is_none_of_several_words_is_told_on_one_line_with_those_that_are()
    {
        var run = await CommandRun.Of("serve", "--control", "fast");

        Assert.Equal((2, "Argument 'fast' not recognized. Must be one of: 'on' 'manual' 'off'\nsee 'tangram serve --help'"), (run.ExitCode, run.Error.ReplaceLineEndings("\n")));
    }
}
