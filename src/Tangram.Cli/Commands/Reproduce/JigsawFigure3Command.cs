using System.CommandLine;
using Tangram.Cli.Files;
using Tangram.Cli.Plans;
using Tangram.Cli.Reproductions;
using Tangram.Cli.Terminal;
using Tangram.Core.Devices;
using Tangram.Core.Files;

namespace Tangram.Cli.Commands.Reproduce;

/// <summary><c>tangram reproduce jigsaw-fig3</c>.</summary>
internal static class JigsawFigure3Command
{
    public static Command Create()
    {
        var profile = new Option<string>("--profile") { Description = "profile that knows the variants of examples/traffic, as 'tangram import parvagpu' makes one", HelpName = "FILE", Required = true };
        var gpu = new Option<string>("--gpu") { Description = "GPU model; a100-80gb unless given", HelpName = "NAME", DefaultValueFactory = _ => "a100-80gb" };
        var gpus = new Option<int>("--gpus") { Description = "how many; 120 unless given, as in the paper", HelpName = "N", DefaultValueFactory = _ => JigsawFigure3.Gpus };
        var json = Options.Json();
        Options.Require(gpus, n => n is >= 1 and <= 10_000, "a whole number from 1 to 10000");
        var command = new Command(
            "jigsaw-fig3",
            "JigsawServe's figure 3: the largest demand that each ablation serves with the traffic example\n\nExample:\n  tangram reproduce jigsaw-fig3 --profile profile.json --gpus 120") { profile, gpu, gpus, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var name = parsed.GetRequiredValue(gpu);
            var model = InventoryChoice.Find(name) ?? throw new InvalidFileException($"--gpu: no GPU is called '{name}'; 'tangram gpus' lists them");
            var input = PlanInput.Load([ExampleApplication.Of(JigsawFigure3.Example)], [parsed.GetRequiredValue(profile)], CpuChoice.Usual, parsed.InvocationConfiguration.Error);
            var inventory = input.Inventory(Inventory.Of(model, parsed.GetValue(gpus)), cores: null);
            var report = await WorkProgress.RunAsync(Output.Remarks, "jigsaw-fig3", progress =>
                Task.Run(() => JigsawFigure3.Run(input.Applications[0], input.Tables[0], inventory, planners: null, progress, cancellation), cancellation));
            if (parsed.GetResult(json) is { Implicit: false })
            {
                Output.WriteJson(report, parsed.GetValue(json));
            }
            else
            {
                FigureTable.Write(parsed.InvocationConfiguration.Output, report);
            }

            return ExitCode.Ok;
        });
        return command;
    }
}
