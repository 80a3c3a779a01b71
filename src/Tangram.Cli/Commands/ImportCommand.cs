using System.CommandLine;
using System.Globalization;
using Tangram.Cli.Files;
using Tangram.Core.Files;
using Tangram.Core.Profiles.ParvaGpu;
using Tangram.Server.Files;

namespace Tangram.Cli.Commands;

/// <summary><c>tangram import WHAT</c>: makes Tangram's files of what others measured.</summary>
internal static class ImportCommand
{
    public static Command Create() => new("import", "Make profiles and applications of what others measured and published\n\nExample:\n  tangram import parvagpu --profiles ParvaGPU_SC24/prof_data --output profile.json")
    {
        ParvaGpu(),
        Scenario(),
    };

    private static Command ParvaGpu()
    {
        var profiles = new Option<string>("--profiles") { Description = "the folder prof_data of ParvaGPU's public code; each MODEL.csv is a variant", HelpName = "DIR", Required = true };
        var output = new Option<string>("--output") { Description = "where to write the profile", HelpName = "FILE", Required = true };
        var command = new Command(
            "parvagpu",
            "Make a common profile of ParvaGPU's measurements on an A100 with 80 GB\n\nExample:\n  tangram import parvagpu --profiles ParvaGPU_SC24/prof_data --output profile.json") { profiles, output };
        command.SetAction(parsed =>
        {
            var file = parsed.GetRequiredValue(output);
            var imported = ParvaGpuImport.Read(Tables(parsed.GetRequiredValue(profiles)));
            ProfileFile.Save(file, imported.Profile);
            Report(imported, file, parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Scenario()
    {
        var latency = new Option<string>("--latency") { Description = "SLO_latency.csv of ParvaGPU's public code: latency objectives in ms, a scenario a row", HelpName = "FILE", Required = true };
        var rate = new Option<string>("--rate") { Description = "SLO_req_rate.csv of it: requests per second", HelpName = "FILE", Required = true };
        var row = new Option<int>("--row") { Description = "the scenario, counted from 1", HelpName = "N", Required = true };
        var output = new Option<string>("--output") { Description = "where to write the applications", HelpName = "FILE", Required = true };
        Options.Require(row, n => n >= 1, "a whole number of at least 1");
        var command = new Command(
            "parvagpu-scenario",
            "Make a single-task application of each service of one of ParvaGPU's scenarios\n\nExample:\n  tangram import parvagpu-scenario --latency SLO/SLO_latency.csv --rate SLO/SLO_req_rate.csv --row 1 --output application.yaml")
        {
            latency, rate, row, output,
        };
        command.SetAction(parsed =>
        {
            var services = ParvaGpuScenario.Read(Table(parsed.GetRequiredValue(latency)), Table(parsed.GetRequiredValue(rate)), parsed.GetValue(row));
            var file = parsed.GetRequiredValue(output);
            AtomicFile.WriteAllText(file, ParvaGpuScenario.Write(services));
            parsed.InvocationConfiguration.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{services.Count} applications written to {file}"));
            return ExitCode.Ok;
        });
        return command;
    }

    private static IReadOnlyList<(string File, string Text)> Tables(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new InvalidFileException(folder, [new Fault(string.Empty, "there is no such folder; give prof_data of ParvaGPU's public code")]);
        }

        var files = Directory.GetFiles(folder, "*.csv");
        return files.Length > 0
            ? [.. files.Order(StringComparer.Ordinal).Select(Table)]
            : throw new InvalidFileException(folder, [new Fault(string.Empty, "holds no .csv file; give prof_data of ParvaGPU's public code")]);
    }

    private static (string File, string Text) Table(string file) => (file, TextFile.Read(file, "it is part of ParvaGPU's public code"));

    private static void Report(ImportedProfile imported, string file, TextWriter output, TextWriter error)
    {
        if (imported.Repeats.Count > 0)
        {
            error.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"note: {imported.Repeats.Count} lines repeat the figures of the line before for more processes, and are taken as they are: {string.Join(", ", imported.Repeats)}"));
        }

        var variants = imported.Profile.Entries.Select(e => e.Variant).Distinct(StringComparer.Ordinal).Count();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{imported.Profile.Entries.Count} configurations of {variants} variants, {imported.Profile.Skipped.Count} that did not run; written to {file}"));
    }
}
