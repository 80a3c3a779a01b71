using System.CommandLine;
using Tangram.Cli.Gpus;
using Tangram.Core.Devices;
using Tangram.Core.Files;
using Tangram.Profiling;
using Tangram.Server.Files;

namespace Tangram.Cli.Commands;

/// <summary><c>tangram gpus</c>: lists the device models, or draws how one can be cut.</summary>
internal static class GpusCommand
{
    private const string Help = """
        List the devices that plans can be made for, or draw how one of them can be cut

        Example:
          tangram gpus a100-80gb
        """;

    public static Command Create()
    {
        var name = new Argument<string?>("name") { Description = "the device to draw; all are listed unless given", HelpName = "NAME", Arity = ArgumentArity.ZeroOrOne };
        var json = Options.Json();
        name.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !DeviceCatalog.Names.Contains(token.Value, StringComparer.Ordinal))
            {
                result.AddError(DeviceCatalog.Unknown(token.Value));
            }
        });
        var command = new Command("gpus", Help) { name, json };
        command.SetAction(parsed =>
        {
            var output = parsed.InvocationConfiguration.Output;
            var devices = Devices(parsed.GetValue(name));
            if (parsed.GetResult(json) is { Implicit: false })
            {
                WriteJson(output, GpuList.Of(devices), parsed.GetValue(json));
            }
            else if (parsed.GetValue(name) is null)
            {
                GpuTable.Write(output, devices);
            }
            else
            {
                LayoutPicture.Write(output, devices[0]);
            }

            return ExitCode.Ok;
        });
        return command;
    }

    private static List<DeviceModel> Devices(string? name) =>
        [.. DeviceCatalog.Names.Where(n => name is null || string.Equals(n, name, StringComparison.Ordinal)).Select(n => DeviceCatalog.Find(n) ?? MachineDescription.Cpu())];

    private static void WriteJson(TextWriter output, GpuList list, string? file)
    {
        if (file is null or "-")
        {
            output.Write(JsonFile.Write(list));
        }
        else
        {
            AtomicFile.WriteAllText(file, JsonFile.Write(list));
        }
    }
}
