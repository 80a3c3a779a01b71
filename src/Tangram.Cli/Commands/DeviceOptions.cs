using System.CommandLine;
using System.Globalization;
using Tangram.Cli.Serving;
using Tangram.Cli.Terminal;
using Tangram.Core.Files;
using Tangram.Devices.Cpu;
using Tangram.Devices.Nvidia;

namespace Tangram.Cli.Commands;

/// <summary><c>--cores</c>, <c>--slices-per-core</c>, <c>--gpus</c> and <c>--yes</c>: what of this machine is cut into segments.</summary>
internal sealed class DeviceOptions
{
    private const string All = "all";
    private readonly Option<int?> _cores = Options.Cores();
    private readonly Option<int?> _slicesPerCore;
    private readonly Option<string?> _gpus = new("--gpus") { Description = "NVIDIA GPUs to cut and use instead of cores: their indices, such as 0,1, or all; of one model; needs --yes (docs/gpus.md)", HelpName = "LIST" };
    private readonly Option<bool> _yes = new("--yes") { Description = "Agree that the GPUs are cut anew, whatever segments they have" };

    /// <param name="fallback">What holds for slices per core unless they are given.</param>
    public DeviceOptions(string fallback)
    {
        _slicesPerCore = Options.SlicesPerCore(fallback);
        Options.Require(_gpus, text => text is null || Indices(text) is not null || string.Equals(text, All, StringComparison.Ordinal), "a list of indices, such as 0,1, or all");
    }

    /// <summary>Slices of each core.</summary>
    public Option<int?> SlicesPerCore => _slicesPerCore;

    /// <summary>GPUs.</summary>
    public Option<string?> Gpus => _gpus;

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_cores);
        command.Options.Add(_slicesPerCore);
        command.Options.Add(_gpus);
        command.Options.Add(_yes);
        command.Validators.Add(result =>
        {
            var gpus = result.GetResult(_gpus) is { Implicit: false };
            if (gpus && result.GetResult(_slicesPerCore) is { Implicit: false })
            {
                result.AddError("--slices-per-core: is for cores, not with --gpus");
            }
            else if (gpus && !result.GetValue(_yes))
            {
                result.AddError("--gpus: GPUs are not cut without consent: give --yes");
            }
            else if (!gpus && result.GetValue(_yes))
            {
                result.AddError("--yes: is for --gpus");
            }
        });
    }

    /// <summary>The cores that may be used.</summary>
    /// <exception cref="InvalidFileException">There are fewer than asked for.</exception>
    public IReadOnlyList<int> Cores(ParseResult parsed) => FirstCores(parsed.GetValue(_cores));

    /// <summary>What is used, to be disposed of; GPUs are taken.</summary>
    /// <exception cref="InvalidFileException">There are fewer cores than asked for.</exception>
    /// <exception cref="Tangram.Devices.Partitioning.PartitioningException">The GPUs cannot be had.</exception>
    public DeviceUse Read(ParseResult parsed)
    {
        if (parsed.GetValue(_gpus) is not { } gpus)
        {
            return new CpuUse(Cores(parsed), parsed.GetValue(_slicesPerCore));
        }

        if (NvidiaPartitioner.Rehearsal is { } rehearsal)
        {
            Output.Say(rehearsal);
        }

        return GpuUse.Open(Indices(gpus), Cores(parsed));
    }

    /// <summary>The first <paramref name="wanted"/> of the cores this process may use; all of them where it is null.</summary>
    /// <exception cref="InvalidFileException">There are fewer.</exception>
    public static IReadOnlyList<int> FirstCores(int? wanted)
    {
        var usable = CpuAffinity.ProcessCores;
        return wanted is null ? usable
            : wanted <= usable.Count ? [.. usable.Take(wanted.Value)]
            : throw new InvalidFileException($"--cores {wanted}: this process may use {usable.Count} cores");
    }

    private static List<int>? Indices(string text)
    {
        var indices = text.Split(',').Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : -1).ToList();
        return indices.Contains(-1) ? null : indices;
    }
}
