using System.Xml.Linq;

namespace Tangram.Architecture.Tests;

/// <summary>Projects that decide read no clock, file or environment; the compiler sees to it if it is told to.</summary>
public sealed class PurityTests
{
    private const string Symbols = "eng/BannedSymbols.Pure.txt";

    [Theory]
    [InlineData("Tangram.Core")]
    [InlineData("Tangram.Control")]
    [InlineData("Tangram.Planning")]
    [InlineData("Tangram.Prediction")]
    [InlineData("Tangram.Scheduling")]
    [InlineData("Tangram.Simulation")]
    public void A_project_that_decides_is_pure(string project) =>
        Assert.Equal(["Pure"], Repository.ProjectFile(project).Descendants("Purity").Select(p => p.Value));

    [Theory]
    [InlineData("Tangram.Core")]
    [InlineData("Tangram.Control")]
    [InlineData("Tangram.Planning")]
    [InlineData("Tangram.Prediction")]
    [InlineData("Tangram.Scheduling")]
    [InlineData("Tangram.Simulation")]
    public void No_file_of_a_pure_project_turns_the_rule_off(string project) =>
        Assert.All(
            Repository.Sources.Where(path => path.StartsWith($"src/{project}/", StringComparison.Ordinal)),
            path => Assert.DoesNotContain("RS0030", Repository.Read(path), StringComparison.Ordinal));

    [Fact]
    public void Purity_hands_the_banned_symbols_to_the_compiler()
    {
        var group = Props().Descendants("ItemGroup").Single(g => g.Attribute("Condition")?.Value.Contains("Purity", StringComparison.Ordinal) == true);

        Assert.Equal("'$(Purity)' == 'Pure'", group.Attribute("Condition")!.Value);
        Assert.EndsWith(Symbols, group.Element("AdditionalFiles")!.Attribute("Include")!.Value, StringComparison.Ordinal);
        Assert.Contains(Props().Descendants("PackageReference"), p => p.Attribute("Include")!.Value == "Microsoft.CodeAnalysis.BannedApiAnalyzers");
        Assert.Contains(Props().Descendants("TreatWarningsAsErrors"), p => p.Value == "true");
    }

    [Theory]
    [InlineData("P:System.DateTime.UtcNow")]
    [InlineData("T:System.Diagnostics.Stopwatch")]
    [InlineData("P:System.Random.Shared")]
    [InlineData("T:System.IO.File")]
    [InlineData("T:System.Environment")]
    [InlineData("T:System.Console")]
    public void What_reaches_outside_is_banned(string symbol) =>
        Assert.Contains(Repository.Read(Symbols).Split('\n'), line => line.StartsWith(symbol + ";", StringComparison.Ordinal));

    [Fact]
    public void No_project_file_quiets_the_rule() =>
        Assert.All(Repository.SourceProjects, project => Assert.DoesNotContain("RS0030", Repository.ProjectFile(project).ToString(), StringComparison.Ordinal));

    private static XDocument Props() => XDocument.Parse(Repository.Read("Directory.Build.props"));
}
