using System.Xml.Linq;

namespace Tangram.Architecture.Tests;

/// <summary>Dependencies point down: what each project may refer to.</summary>
public sealed class DependencyTests
{
    // The place to record a new project, or a new arrow between two.
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Tangram.Core"] = [],
        ["Tangram.Protocol"] = [],
        ["Tangram.Protocol.Grpc"] = ["Tangram.Protocol"],
        ["Tangram.OnnxRuntime"] = [],
        ["Tangram.Planning"] = ["Tangram.Core"],
        ["Tangram.Planning.Solvers"] = ["Tangram.Core", "Tangram.Planning"],
        ["Tangram.Prediction"] = ["Tangram.Core"],
        ["Tangram.Scheduling"] = ["Tangram.Core"],
        ["Tangram.Control"] = ["Tangram.Core", "Tangram.Planning"],
        ["Tangram.Simulation"] = ["Tangram.Core", "Tangram.Planning", "Tangram.Prediction", "Tangram.Scheduling"],
        ["Tangram.Operators"] = ["Tangram.Core"],
        ["Tangram.Devices"] = ["Tangram.Core", "Tangram.Protocol"],
        ["Tangram.Worker"] = ["Tangram.Core", "Tangram.Protocol", "Tangram.OnnxRuntime"],
        ["Tangram.Profiling"] = ["Tangram.Core", "Tangram.Devices", "Tangram.Operators", "Tangram.Prediction", "Tangram.Protocol"],
        ["Tangram.Server"] = ["Tangram.Core", "Tangram.Control", "Tangram.Planning", "Tangram.Prediction", "Tangram.Scheduling", "Tangram.Operators", "Tangram.Protocol", "Tangram.Protocol.Grpc", "Tangram.Devices"],
        ["Tangram.Cli"] =
        [
            "Tangram.Core", "Tangram.Control", "Tangram.Planning", "Tangram.Planning.Solvers", "Tangram.Prediction", "Tangram.Scheduling", "Tangram.Simulation", "Tangram.Operators", "Tangram.Profiling", "Tangram.Devices", "Tangram.Server", "Tangram.Worker", "Tangram.OnnxRuntime",
        ],
    };

    public static TheoryData<string> Projects => [.. Repository.SourceProjects];

    [Fact]
    public void Every_project_is_in_the_table() =>
        Assert.Equal(Allowed.Keys.Order(StringComparer.Ordinal), Repository.SourceProjects);

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var inSolution = XDocument.Parse(Repository.Read("Tangram.slnx")).Descendants("Project").Select(p => p.Attribute("Path")!.Value).ToHashSet(StringComparer.Ordinal);
        var onDisk = ((string[])["src", "tests", "bench"])
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.csproj", SearchOption.AllDirectories))
            .Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'));

        Assert.Equal(onDisk.Order(StringComparer.Ordinal), inSolution.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_file_refers_only_to_projects_below_it(string project) =>
        Assert.Subset(Allowed[project].ToHashSet(StringComparer.Ordinal), Repository.References(project).ToHashSet(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_built_assembly_uses_only_assemblies_below_it(string project)
    {
        // Looked at as well since a project also reaches what its references refer to.
        var projects = Repository.SourceProjects.ToDictionary(Repository.AssemblyName, p => p, StringComparer.Ordinal);
        var used = Repository.Built(project).GetReferencedAssemblies().Select(a => projects.GetValueOrDefault(a.Name!)).OfType<string>();

        Assert.Subset(Allowed[project].ToHashSet(StringComparer.Ordinal), used.ToHashSet(StringComparer.Ordinal));
    }

    [Fact]
    public void No_project_reaches_itself()
    {
        foreach (var project in Repository.SourceProjects)
        {
            Assert.DoesNotContain(project, Reached($"src/{project}"));
        }
    }

    [Fact]
    public void Simulator_and_server_do_not_know_each_other()
    {
        Assert.DoesNotContain("Tangram.Server", Reached("src/Tangram.Simulation"));
        Assert.DoesNotContain("Tangram.Simulation", Reached("src/Tangram.Server"));
    }

    [Fact]
    public void Only_the_twin_tests_refer_to_both_the_simulator_and_the_server() =>
        Assert.Equal(["Tangram.Twin.Tests"], TestProjects().Where(p => References($"tests/{p}").Count(r => r is "Tangram.Simulation" or "Tangram.Server") == 2));

    [Fact]
    public void What_is_internal_to_the_server_is_known_to_its_own_tests_and_the_twin_tests_only() =>
        Assert.Equal(["Tangram.Server.Tests", "Tangram.Twin.Tests"], Repository.ProjectFile("Tangram.Server").Descendants("InternalsVisibleTo").Select(e => e.Attribute("Include")!.Value));

    [Fact]
    public void The_native_runtimes_project_holds_no_code_of_ours() =>
        Assert.DoesNotContain(Repository.Sources, path => path.StartsWith("src/Tangram.OnnxRuntime/", StringComparison.Ordinal));

    [Fact]
    public void Only_what_is_started_has_a_program() =>
        Assert.Equal(
            ["src/Tangram.Cli/Program.cs", "src/Tangram.Planning.Solvers/Program.cs", "src/Tangram.Worker/Program.cs"],
            Repository.Sources.Where(path => Path.GetFileName(path) == "Program.cs" && !path.StartsWith("bench/", StringComparison.Ordinal)));

    private static HashSet<string> Reached(string folder)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var ahead = new Stack<string>(References(folder));
        while (ahead.TryPop(out var next))
        {
            if (reached.Add(next))
            {
                Array.ForEach([.. References($"src/{next}")], ahead.Push);
            }
        }

        return reached;
    }

    private static IEnumerable<string> TestProjects() =>
        Directory.EnumerateDirectories(Path.Combine(Repository.Root, "tests")).Select(Path.GetFileName).OfType<string>().Where(p => p.EndsWith(".Tests", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    private static IReadOnlyList<string> References(string folder) =>
        [.. XDocument.Load(Path.Combine(Repository.Root, folder, Path.GetFileName(folder) + ".csproj"))
            .Descendants("ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/')))];
}
