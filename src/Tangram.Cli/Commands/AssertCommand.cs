using System.CommandLine;
using Tangram.Cli.Cuts;
using Tangram.Devices.Nvidia;

namespace Tangram.Cli.Commands;

/// <summary><c>tangram assert</c>: compares what the GPUs of this machine are cut into with a file or a plan.</summary>
internal static class AssertCommand
{
    private const string Help = """
        Check that the GPUs of this machine are cut as a file of mig-parted's format or a plan says; exits 4 where they are not

        Example:
          tangram assert mig.yaml --config all-1g.10gb
        """;

    public static Command Create()
    {
        var wanted = new WantedOptions();
        var command = new Command("assert", Help);
        wanted.AddTo(command);
        command.SetAction(parsed =>
        {
            var read = wanted.Read(parsed);
            using var driver = NvidiaDriver.Open();
            var differences = read(driver.Gpus).SelectMany(w => w.Differences(driver.Segments(w.Gpu, w.Gpu.Index))).ToList();
            differences.ForEach(parsed.InvocationConfiguration.Output.WriteLine);
            return differences.Count == 0 ? ExitCode.Ok : ExitCode.Different;
        });
        return command;
    }
}
