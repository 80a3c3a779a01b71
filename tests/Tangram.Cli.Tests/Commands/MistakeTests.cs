using System.Globalization;
using Tangram.Cli.Tests.Loads;
using Tangram.Devices.Cpu;
using Tangram.Scheduling;

namespace Tangram.Cli.Tests.Commands;

/// <summary>Mistakes end with 2 and with a line that says what is wrong and what would be right.</summary>
public sealed class MistakeTests : IDisposable
{
    private readonly TestFolder _folder = new TestFolder().WithApplication();

    public static TheoryData<string> OverAnApplication => ["demo", "evaluate", "profile", "serve"];

    public static TheoryData<string, IReadOnlyCollection<string>> Policies => new()
    {
        { "dispatch", SchedulingCatalogs.Dispatch.Names },
        { "batching", SchedulingCatalogs.Batching.Names },
        { "admission", SchedulingCatalogs.Admission.Names },
        { "drop", SchedulingCatalogs.Drop.Names },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(OverAnApplication))]
    public async Task An_application_that_is_not_there_is_named(string verb)
    {
        var run = await CommandRun.Of(verb, _folder.At("other"));

        AssertWrong($"{_folder.At("other")}: there is no such file; give an application.yaml or the folder that holds one", run);
    }

    [Theory]
    [MemberData(nameof(OverAnApplication))]
    public async Task A_folder_without_an_application_is_named(string verb)
    {
        var empty = Directory.CreateDirectory(_folder.At("empty")).FullName;

        AssertWrong($"{Path.Combine(empty, "application.yaml")}: there is no such file; give an application.yaml or the folder that holds one", await CommandRun.Of(verb, empty));
    }

    [Theory]
    [MemberData(nameof(OverAnApplication))]
    public async Task More_cores_than_there_are_are_refused(string verb)
    {
        var run = await CommandRun.Of(verb, _folder.Root, "--cores", "1024");

        AssertWrong(string.Create(CultureInfo.InvariantCulture, $"--cores 1024: this process may use {CpuAffinity.ProcessCores.Count} cores"), run);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("9999")]
    public async Task A_number_of_cores_that_no_machine_has_is_refused(string cores)
    {
        foreach (var verb in OverAnApplication.Select(v => (string)v))
        {
            AssertWrongLine($"--cores: '{cores}' is not a whole number from 1 to 1024", verb, await CommandRun.Of(verb, _folder.Root, "--cores", cores));
        }
    }

    [Theory]
    [InlineData("--observations", "o.csv")]
    [InlineData("--duration", "5s")]
    [InlineData("--json", "-")]
    public async Task Options_about_batches_beside_each_other_need_colocate(string option, string value) =>
        AssertWrongLine($"{option} goes with --colocate only", "profile", await CommandRun.Of("profile", _folder.Root, option, value));

    [Theory]
    [InlineData("--output", "profile.json")]
    [InlineData("--again", null)]
    public async Task Options_about_the_profile_do_not_go_with_colocate(string option, string? value) =>
        AssertWrongLine($"{option} does not go with --colocate, which writes no profile", "profile", await CommandRun.Of([.. (string[])["profile", _folder.Root, "--colocate", option], .. value is null ? (string[])[] : [value]]));

    [Theory]
    [InlineData("0")]
    [InlineData("soon")]
    public async Task A_time_to_measure_that_is_none_is_refused(string time) =>
        AssertWrongLine($"--duration: '{time}' is not a time above 0 such as 90, 10m or 1h", "profile", await CommandRun.Of("profile", _folder.Root, "--colocate", "--duration", time));

    [Fact]
    public async Task Observations_that_cannot_be_written_are_refused_before_anything_is_measured()
    {
        var file = _folder.At("application.yaml/observations.csv");

        var run = await CommandRun.Of("profile", _folder.Root, "--colocate", "--observations", file);

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith($"{file}: cannot be written: ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_profile_to_serve_with_that_is_not_there_is_named() =>
        AssertWrong($"{_folder.Profile}: there is no such file; 'tangram profile' measures one", await CommandRun.Of("serve", _folder.Root, "--profile", _folder.Profile));

    [Theory]
    [MemberData(nameof(Policies), DisableDiscoveryEnumeration = true)]
    public async Task A_policy_that_is_not_known_is_refused_with_those_that_are(string role, IReadOnlyCollection<string> names) =>
        AssertWrongLine($"--{role}: no {role} policy is called 'magic'; known: {string.Join(", ", names)}", "serve", await CommandRun.Of("serve", _folder.Root, $"--{role}", "magic"));

    [Theory]
    [InlineData("--port: '70000' is not a port from 0 to 65535", "--port", "70000")]
    [InlineData("--address: 'here' is not an IP address such as 127.0.0.1 or 0.0.0.0", "--address", "here")]
    [InlineData("--reserve: '1' is not a number from 0 to below 1", "--reserve", "1")]
    [InlineData("--demand: '0' is not a number above 0", "--demand", "0")]
    public async Task What_a_server_cannot_do_is_refused(string message, params string[] arguments) =>
        AssertWrongLine(message, "serve", await CommandRun.Of(["serve", _folder.Root, .. arguments]));

    [Fact]
    public async Task Labelled_items_that_are_not_there_are_named() =>
        AssertWrong($"{_folder.At("pages")}: there is no such folder; evaluation.data names the folder of labelled items", await CommandRun.Of("evaluate", _folder.Root));

    [Theory]
    [InlineData("localhost:8000")]
    [InlineData("ftp://localhost/ocr")]
    [InlineData("/ocr")]
    [InlineData("")]
    public async Task Load_goes_only_to_an_address(string url) => AssertWrong($"'{url}' is not an address such as http://127.0.0.1:8000/ocr", await CommandRun.Of("load", url));

    [Theory]
    [InlineData("--rate", "0")]
    [InlineData("--rate", "-1")]
    [InlineData("--rate", "NaN")]
    [InlineData("--rate", "1e99")]
    [InlineData("--duration", "0")]
    [InlineData("--objective", "-5")]
    public async Task A_loads_figures_are_above_0(string option, string value) => AssertWrongLine($"{option}: '{value}' is not a number above 0", "load", await CommandRun.Of("load", option, value));

    [Fact]
    public async Task A_body_that_is_not_there_is_named()
    {
        var missing = _folder.At("missing.png");
        var empty = Directory.CreateDirectory(_folder.At("empty")).FullName;

        AssertWrong($"--body {missing}: there is no such file, nor a folder with .png, .pnm, .ppm or .pgm files", await CommandRun.Of("load", "--body", missing));
        AssertWrong($"--body {empty}: there is no such file, nor a folder with .png, .pnm, .ppm or .pgm files", await CommandRun.Of("load", "--body", empty));
    }

    [Fact]
    public async Task Load_on_a_server_that_is_not_there_says_how_to_start_one()
    {
        var run = await CommandRun.OfProgram("load", $"{LoadServer.Nobody}ocr", "--rate", "50", "--duration", "0.5", "--body", _folder.At("a.onnx"));

        Assert.Equal(2, run.ExitCode);
        Assert.Matches($@"^no request to {LoadServer.Nobody}ocr was answered \(.+\); is a server running there\? 'tangram serve' starts one$", run.Error.Split('\n')[^1]);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    private static void AssertWrong(string message, CommandRun run) => Assert.Equal(new CommandRun(ExitCode.WrongInput, string.Empty, message), run);

    private static void AssertWrongLine(string message, string verb, CommandRun run) => AssertWrong($"{message}\nsee 'tangram {verb} --help'", run);
}
