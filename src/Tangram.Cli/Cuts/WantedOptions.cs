using System.CommandLine;
using Tangram.Cli.Files;
using Tangram.Core.Devices.MigParted;
using Tangram.Core.Files;
using Tangram.Devices.Nvidia;

namespace Tangram.Cli.Cuts;

/// <summary><c>[FILE] [--config NAME]</c> or <c>--plan FILE</c>: what GPUs are to be cut into.</summary>
internal sealed class WantedOptions
{
    private readonly Argument<string?> _file = new("file") { Description = "a file of mig-parted's format, as 'tangram export' writes it; '-' is standard input", HelpName = "FILE", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _config = new("--config") { Description = "the configuration in FILE; may be left out where it has one", HelpName = "NAME" };
    private readonly Option<string?> _plan = new("--plan") { Description = "plan.json instead of FILE: its segments at its starts", HelpName = "FILE" };

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_file);
        command.Add(_config);
        command.Add(_plan);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_file) is null == result.GetValue(_plan) is null)
            {
                result.AddError($"give FILE or --plan FILE, {(result.GetValue(_plan) is null ? "one of them" : "not both")}");
            }
            else if (result.GetValue(_plan) is not null && result.GetValue(_config) is not null)
            {
                result.AddError("--config: is for FILE; a plan has no configurations");
            }
        });
    }

    /// <summary>Reads what is wanted; the GPUs are asked for only when the file is as it should be.</summary>
    /// <exception cref="InvalidFileException">The file is missing or is not as it should be.</exception>
    /// <exception cref="FormatException">It speaks of GPUs that are not here.</exception>
    public Func<IReadOnlyList<NvidiaGpu>, IReadOnlyList<WantedGpu>> Read(ParseResult parsed)
    {
        if (parsed.GetValue(_plan) is { } planFile)
        {
            var plan = PlanFile.Load(planFile);
            return gpus => WantedLayout.Of(plan, gpus);
        }

        var config = Choose(parsed.GetValue(_file)!, parsed.GetValue(_config));
        return gpus => WantedLayout.Of(config, gpus);
    }

    private static MigConfig Choose(string file, string? name)
    {
        var isInput = string.Equals(file, "-", StringComparison.Ordinal);
        var called = isInput ? "standard input" : file;
        var configs = MigConfigParser.Parse(isInput ? Console.In.ReadToEnd() : TextFile.Read(file, "'tangram export --output FILE' writes one"), called);
        var known = string.Join(", ", configs.Select(c => c.Name));
        return name is null
            ? configs is [var only] ? only : throw new FormatException($"{called} has several configurations; give --config NAME, one of {known}")
            : configs.FirstOrDefault(c => string.Equals(c.Name, name, StringComparison.Ordinal)) ?? throw new FormatException($"--config: {called} has no configuration '{name}'; known: {known}");
    }
}
