using Tangram.Cli.Files;

namespace Tangram.Cli.Tests.Commands;

/// <summary><c>tangram import</c> as users meet it.</summary>
public sealed class ImportCommandTests : IDisposable
{
    private const string Header = "Mig instance,Batch size,Workload Number,Throughput,Latency\n";
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_folder_of_measurements_becomes_a_profile_that_can_be_loaded()
    {
        Write("data/bert.csv", $"{Header}1,1,1,10,0.1\n1,1,2,0,0\n");
        Write("data/vgg16.csv", $"{Header}7,4,1,10,0.4\n7,4,2,10,0.4\n");

        var run = await CommandRun.Of("import", "parvagpu", "--profiles", _folder.At("data"), "--output", _folder.Profile);

        Assert.Equal(
            new CommandRun(
                0,
                $"3 configurations of 2 variants, 1 that did not run; written to {_folder.Profile}\n",
                "note: 1 lines repeat the figures of the line before for more processes, and are taken as they are: vgg16.csv:3"),
            run);
        var profile = ProfileFile.Load(_folder.Profile);
        Assert.Equal((null, "a100-80gb", 3), (profile.Application, profile.Device, profile.Entries.Count));
    }

    [Fact]
    public async Task A_scenario_becomes_applications_that_can_be_loaded()
    {
        Write("latency.csv", "100.5,N/A,200,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A\n");
        Write("rate.csv", "19,N/A,30,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A\n");

        var run = await CommandRun.Of("import", "parvagpu-scenario", "--latency", _folder.At("latency.csv"), "--rate", _folder.At("rate.csv"), "--row", "1", "--output", _folder.At("application.yaml"));

        Assert.Equal(new CommandRun(0, $"2 applications written to {_folder.At("application.yaml")}\n", string.Empty), run);
        Assert.Equal(
            [("bert", 19.0, 100.5, 1.0, "bert"), ("densenet169", 30, 200, 1, "densenet169")],
            ApplicationFile.LoadAll(_folder.Root).Select(a => (a.Name, a.Demand!.Value, a.Objectives.LatencyMilliseconds, a.Objectives.Accuracy, a.Tasks[0].Variants[0].Name)));
    }

    [Fact]
    public async Task A_malformed_line_is_named_with_its_file_and_nothing_is_written()
    {
        Write("data/bert.csv", $"{Header}1,1,1,10,0.1\n1,1,2,fast,0\n");

        var run = await CommandRun.Of("import", "parvagpu", "--profiles", _folder.At("data"), "--output", _folder.Profile);

        Assert.Equal(new CommandRun(2, string.Empty, $"{_folder.At("data/bert.csv")}: line 3: 'fast' is not a number of at least 0"), run);
        Assert.False(File.Exists(_folder.Profile));
    }

    [Fact]
    public async Task Folders_and_files_that_are_not_there_are_named()
    {
        Directory.CreateDirectory(_folder.At("empty"));

        var none = await CommandRun.Of("import", "parvagpu", "--profiles", _folder.At("none"), "--output", _folder.Profile);
        var empty = await CommandRun.Of("import", "parvagpu", "--profiles", _folder.At("empty"), "--output", _folder.Profile);
        var table = await CommandRun.Of("import", "parvagpu-scenario", "--latency", _folder.At("none"), "--rate", _folder.At("none"), "--row", "1", "--output", _folder.At("a.yaml"));

        Assert.Equal(new CommandRun(2, string.Empty, $"{_folder.At("none")}: there is no such folder; give prof_data of ParvaGPU's public code"), none);
        Assert.Equal(new CommandRun(2, string.Empty, $"{_folder.At("empty")}: holds no .csv file; give prof_data of ParvaGPU's public code"), empty);
        Assert.Equal(new CommandRun(2, string.Empty, $"{_folder.At("none")}: there is no such file; it is part of ParvaGPU's public code"), table);
    }

    [Fact]
    public async Task A_wrong_command_line_names_the_help_of_the_subcommand()
    {
        var run = await CommandRun.Of("import", "parvagpu-scenario", "--latency", "a", "--rate", "b", "--row", "0", "--output", "c");
        var bare = await CommandRun.Of("import");

        Assert.Equal(new CommandRun(2, string.Empty, "--row: '0' is not a whole number of at least 1\nsee 'tangram import parvagpu-scenario --help'"), run);
        Assert.Equal((2, "see 'tangram import --help'"), (bare.ExitCode, bare.Error.Split('\n')[^1]));
    }

    private void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.At(name))!);
        File.WriteAllText(_folder.At(name), text);
    }
}
