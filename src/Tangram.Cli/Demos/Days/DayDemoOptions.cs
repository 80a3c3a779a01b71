using System.CommandLine;
using Tangram.Cli.Commands;
using Tangram.Cli.Simulations;
using Tangram.Server.Files;

namespace Tangram.Cli.Demos.Days;

/// <summary>The options of <c>tangram demo</c> that are about the day.</summary>
internal sealed class DayDemoOptions
{
    private readonly Option<bool> _day = new("--day") { Description = "A day in two minutes instead: demand rises and falls by four, and variants and segments change with it" };
    private readonly Option<string?> _duration = new("--duration") { Description = "With --day: how long the day takes, such as 60 or 5m; 2m unless given", HelpName = "TIME" };
    private readonly Option<int?> _slicesPerCore = Options.SlicesPerCore("2");
    private readonly Option<int> _seed = new("--seed") { Description = "With --day: seed of the arrivals; 1 unless given", HelpName = "N", DefaultValueFactory = _ => 1 };
    private readonly Option<string?> _html = new("--html") { Description = "With --day: write a page with charts to FILE", HelpName = "FILE" };

    public DayDemoOptions()
    {
        Options.Require(_seed, s => s >= 0, "a whole number of at least 0");
        _slicesPerCore.Description = $"With --day: {_slicesPerCore.Description}";
        Options.Require(_duration, t => t is null || (TimeText.TryParse(t, out var time) && time >= TimeSpan.FromSeconds(5) && time <= TimeSpan.FromDays(1)), "a time from 5 s to a day, such as 60 or 5m");
    }

    /// <summary>Whether the day is wanted.</summary>
    public bool IsWanted(ParseResult parsed) => parsed.GetValue(_day);

    /// <summary>How it is told.</summary>
    public DayOptions Read(ParseResult parsed)
    {
        var usual = new DayOptions();
        return usual with
        {
            Length = parsed.GetValue(_duration) is { } text ? TimeText.Parse(text, _duration.Name) : usual.Length,
            SlicesPerCore = parsed.GetValue(_slicesPerCore) ?? usual.SlicesPerCore,
            Seed = parsed.GetValue(_seed),
        };
    }

    /// <summary>Writes the page where it is wanted.</summary>
    public void WritePage(ParseResult parsed, DayReport report)
    {
        if (parsed.GetValue(_html) is { } file)
        {
            AtomicFile.WriteAllText(file, DayPage.Write(report));
        }
    }

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        Option[] own = [_duration, _slicesPerCore, _seed, _html];
        command.Options.Add(_day);
        foreach (var option in own)
        {
            command.Options.Add(option);
        }

        command.Validators.Add(result =>
        {
            foreach (var option in own.Where(o => result.GetResult(_day) is not { Implicit: false } && result.GetResult(o) is { Implicit: false }))
            {
                result.AddError($"{option.Name} goes with --day only");
            }
        });
    }
}
