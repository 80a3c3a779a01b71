using System.CommandLine;
using System.Globalization;
using Tangram.Cli.Cuts;
using Tangram.Cli.Plans;
using Tangram.Devices.Nvidia;
using Tangram.Devices.Partitioning;

namespace Tangram.Cli.Commands;

/// <summary><c>tangram apply</c>: cuts the GPUs of this machine.</summary>
internal static class ApplyCommand
{
    private const string Help = """
        Cut the GPUs of this machine as a file of mig-parted's format or a plan says, touching as few segments as can be

        Example:
          tangram apply mig.yaml --config all-1g.10gb --yes
        """;

    public static Command Create()
    {
        var wanted = new WantedOptions();
        var yes = new Option<bool>("--yes") { Description = "agree that segments are destroyed and created" };
        var dryRun = new Option<bool>("--dry-run") { Description = "only say what would be done" };
        var command = new Command("apply", Help) { yes, dryRun };
        wanted.AddTo(command);
        command.SetAction(parsed => Run(wanted.Read(parsed), parsed.GetValue(yes), parsed.GetValue(dryRun), parsed.InvocationConfiguration.Output));
        return command;
    }

    private static int Run(Func<IReadOnlyList<NvidiaGpu>, IReadOnlyList<WantedGpu>> read, bool mayCut, bool isDryRun, TextWriter output)
    {
        IReadOnlyList<WantedGpu> wanted;
        using (var driver = NvidiaDriver.Open())
        {
            wanted = read(driver.Gpus);
            var foreseen = CutPlan.Of(wanted, driver);
            if (foreseen.Steps.Count == 0)
            {
                output.WriteLine($"nothing to do: {(foreseen.Kept == 1 ? "the segment is" : $"all {Figures.Count(foreseen.Kept, "segment")} are")} as wanted");
                return ExitCode.Ok;
            }

            if (isDryRun || !mayCut)
            {
                foreseen.Write(output);
                return isDryRun ? ExitCode.Ok : throw new PartitioningException($"{(foreseen.Steps.Count == 1 ? "this" : "these")} {Figures.Count(foreseen.Steps.Count, "step")} {(foreseen.Steps.Count == 1 ? "is" : "are")} not taken without consent: give --yes");
            }
        }

        // Looked at again with the locks held: others may have cut meanwhile.
        using var partitioner = NvidiaPartitioner.Open(new NvidiaOptions { Gpus = [.. wanted.Where(w => w.IsEnabled).Select(w => w.Gpu.Index)], MayCut = true });
        var plan = CutPlan.Of(wanted, partitioner);
        LayoutChange.Make(partitioner, plan.Steps.Select(s => s.Step));
        plan.Write(output);
        var destroyed = plan.Steps.Count(s => s.Step is LayoutStep.Destroy);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"done: {plan.Steps.Count - destroyed} created, {destroyed} destroyed, {plan.Kept} left as they were"));
        return ExitCode.Ok;
    }
}
