using System.CommandLine;
using Tangram.Cli.Cuts;
using Tangram.Core.Devices.MigParted;
using Tangram.Devices.Nvidia;
using Tangram.Server.Files;

namespace Tangram.Cli.Commands;

/// <summary><c>tangram export</c>: writes what the GPUs of this machine are cut into.</summary>
internal static class ExportCommand
{
    private const string Help = """
        Write what the GPUs of this machine are cut into, in mig-parted's format

        Example:
          tangram export --output mig.yaml
        """;

    public static Command Create()
    {
        var config = new Option<string>("--config") { Description = "name of the configuration; 'current' unless given", HelpName = "NAME", DefaultValueFactory = _ => "current" };
        var output = new Option<string?>("--output") { Description = "the file to write; standard output unless given", HelpName = "FILE" };
        Options.Require(config, v => v is { Length: > 0 } && v.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'), "a name of letters, digits, '-', '_' and '.'");
        var command = new Command("export", Help) { config, output };
        command.SetAction(parsed =>
        {
            using var driver = NvidiaDriver.Open();
            var text = MigConfigWriter.Write(PresentLayout.Of(driver, parsed.GetValue(config)!, out var remarks), remarks);
            if (parsed.GetValue(output) is { } file)
            {
                AtomicFile.WriteAllText(file, text);
            }
            else
            {
                parsed.InvocationConfiguration.Output.Write(text);
            }

            return ExitCode.Ok;
        });
        return command;
    }
}
