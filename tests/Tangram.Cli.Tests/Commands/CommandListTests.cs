using System.CommandLine;
using System.Text.RegularExpressions;

namespace Tangram.Cli.Tests.Commands;

/// <summary>The commands there are, and what is written about them.</summary>
public sealed class CommandListTests
{
    private static readonly string Document = File.ReadAllText(Path.Combine(Repository.Root, "docs", "cli.md"));

    public static TheoryData<string> Verbs => [.. CommandRun.Root().Subcommands.Select(c => c.Name)];

    [Fact]
    public async Task The_program_offers_every_command_and_no_other()
    {
        var help = await CommandRun.OfProgram("--help");

        var offered = Regex.Matches(help.Output[help.Output.IndexOf("Commands:", StringComparison.Ordinal)..], @"^  (?<verb>[a-z]+)", RegexOptions.Multiline, TimeSpan.FromSeconds(5)).Select(m => m.Groups["verb"].Value);
        Assert.Equal(0, help.ExitCode);
        Assert.Equal(CommandRun.Root().Subcommands.Select(c => c.Name), offered);
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public void The_document_describes_every_command_with_its_options_and_an_example(string verb)
    {
        var section = Document.Split("\n## ").Single(s => s.StartsWith(verb + "\n", StringComparison.Ordinal));

        Assert.Contains($"| [`{verb}`](#{verb}) |", Document, StringComparison.Ordinal);
        Assert.Contains($"`tangram {verb}", section, StringComparison.Ordinal);
        Assert.Contains($"```bash\n./tangram {verb}", section, StringComparison.Ordinal);
        Assert.All(OptionsOf(verb).Where(o => o != "--help"), o => Assert.Contains($"`{o}", section, StringComparison.Ordinal));
        Assert.All(Single(verb).Subcommands, c => Assert.Contains($"`tangram {verb} {c.Name}`", section, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public void The_document_names_no_option_that_is_not_there(string verb)
    {
        var section = Document.Split("\n## ").Single(s => s.StartsWith(verb + "\n", StringComparison.Ordinal));
        var named = section.Split('\n').Where(l => l.StartsWith("| `-", StringComparison.Ordinal)).SelectMany(l => Regex.Matches(l.Split('|')[1], "--[a-z-]+", RegexOptions.None, TimeSpan.FromSeconds(5))).Select(m => m.Value);
        Assert.Subset(OptionsOf(verb).ToHashSet(), named.ToHashSet());
    }

    // Those of its subcommands as well.
    private static IEnumerable<string> OptionsOf(string verb) => Single(verb).Subcommands.Prepend(Single(verb)).SelectMany(c => c.Options).Select(o => o.Name).Distinct();

    private static Command Single(string verb) => CommandRun.Root().Subcommands.Single(c => c.Name == verb);
}
