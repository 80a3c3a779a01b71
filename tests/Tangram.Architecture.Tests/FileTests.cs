using System.Text.RegularExpressions;

namespace Tangram.Architecture.Tests;

/// <summary>Size and shape of the source files.</summary>
public sealed partial class FileTests
{
    private const int MostLinesOfCode = 300;

    // Files that may be longer, each with the reason beside it.
    private static readonly string[] MayBeLonger = [];

    [Fact]
    public void No_file_is_longer_than_300_lines_of_code() =>
        Assert.Equal(
            MayBeLonger,
            Repository.Sources.Where(path => path.StartsWith("src/", StringComparison.Ordinal) && LinesOfCode(Repository.Read(path)) > MostLinesOfCode));

    [Fact]
    public void A_file_declares_one_type_and_is_named_after_it()
    {
        foreach (var path in Repository.Sources.Where(path => path.StartsWith("src/", StringComparison.Ordinal) && Path.GetFileName(path) != "Program.cs"))
        {
            var declared = TopLevelType().Matches(Repository.Read(path)).Select(m => m.Groups["name"].Value).ToList();

            Assert.True(declared is [var name] && Path.GetFileName(path).Split('.')[0] == name, $"{path} declares {string.Join(", ", declared)}");
        }
    }

    [Fact]
    public void A_files_namespace_is_its_folder()
    {
        foreach (var path in Repository.Sources.Where(path => Path.GetFileName(path) != "Program.cs"))
        {
            var folder = Path.GetDirectoryName(path)!.Split('/').Skip(1);
            var expected = $"namespace {string.Join('.', folder)};";

            Assert.True(Repository.Read(path).Split('\n').Contains(expected), $"{path} does not say '{expected}'");
        }
    }

    [Fact]
    public void Nothing_is_left_to_be_done()
    {
        string[] marks = ["TO" + "DO", "FIX" + "ME", "NotImplemented" + "Exception"];

        Assert.All(Repository.Sources, path => Assert.DoesNotContain(marks, mark => Repository.Read(path).Contains(mark, StringComparison.Ordinal)));
    }

    // Neither blank nor only a comment.
    private static int LinesOfCode(string text) =>
        text.Split('\n').Select(line => line.Trim()).Count(line => line.Length > 0 && !line.StartsWith("//", StringComparison.Ordinal));

    [GeneratedRegex(
        @"^(?:\[[^\n]*\]\s*)?(?:public |internal |file |static |sealed |abstract |partial |readonly |ref |unsafe )*(?:class|struct|interface|enum|record struct|record|delegate [\w<>\[\],? ]+?) (?<name>\w+)",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex TopLevelType();

    [Fact]
    public void Usings_are_in_order_those_of_the_system_first() =>
        Assert.All(Repository.Sources, path =>
        {
            var usings = Repository.Read(path).Split('\n').Where(l => l.StartsWith("using ", StringComparison.Ordinal) && !l.Contains('=', StringComparison.Ordinal) && !l.Contains("static", StringComparison.Ordinal) && l.TrimEnd().EndsWith(';'))
                .Select(l => l.Trim()[6..^1]).ToList();

            Assert.Equal(usings.OrderBy(u => u.Split('.')[0] is "System" ? 0 : 1).ThenBy(u => u, StringComparer.OrdinalIgnoreCase), usings);
        });
}
