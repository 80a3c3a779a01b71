using System.CommandLine;
using Tangram.Cli.Commands;
using Tangram.Cli.Simulations;
using Tangram.Profiling.Colocations;

namespace Tangram.Cli.Colocations;

/// <summary>The options of <c>tangram profile</c> that are about batches beside each other.</summary>
internal sealed class ColocationOptions
{
    private readonly Option<bool> _colocate = new("--colocate") { Description = "Measure how batches slow each other down, instead of each alone" };
    private readonly Option<string?> _observations = new("--observations") { Description = "With --colocate: where to write the observations; unless given, beside this machine's profiles", HelpName = "FILE" };
    private readonly Option<string?> _duration = new("--duration") { Description = "With --colocate: how long to measure once the workers are warm, such as 90, 10m or 1h; 60 s unless given, 15 s with --quick", HelpName = "TIME" };
    private readonly Option<string?> _json = Options.Json();

    public ColocationOptions()
    {
        _json.Description = "With --colocate: write a summary as JSON, to FILE or to standard output";
        Options.Require(_duration, t => t is null || (TimeText.TryParse(t, out var time) && time > TimeSpan.Zero), "a time above 0 such as 90, 10m or 1h");
    }

    /// <summary>Where the observations go; null for beside this machine's profiles.</summary>
    public string? Observations(ParseResult parsed) => parsed.GetValue(_observations);

    /// <summary>Whether the summary is wanted as JSON, and where.</summary>
    public (bool IsWanted, string? File) Json(ParseResult parsed) => (IsGiven(parsed, _json), parsed.GetValue(_json));

    /// <summary>Whether batches are measured beside each other.</summary>
    public bool IsWanted(ParseResult parsed) => parsed.GetValue(_colocate);

    /// <summary>How much is measured.</summary>
    public ColocationEffort Effort(ParseResult parsed, bool isQuick)
    {
        var effort = isQuick ? ColocationEffort.Quick : ColocationEffort.Full;
        return parsed.GetValue(_duration) is { } text ? effort with { Duration = TimeText.Parse(text, _duration.Name) } : effort;
    }

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="without">Its options that are only for measuring each batch alone.</param>
    public void AddTo(Command command, params Option[] without)
    {
        command.Options.Add(_colocate);
        command.Options.Add(_observations);
        command.Options.Add(_duration);
        command.Options.Add(_json);
        command.Validators.Add(result =>
        {
            var isWanted = result.GetResult(_colocate) is { Implicit: false };
            foreach (var option in (isWanted ? without : [_observations, _duration, _json]).Where(o => result.GetResult(o) is { Implicit: false }))
            {
                result.AddError(isWanted ? $"{option.Name} does not go with --colocate, which writes no profile" : $"{option.Name} goes with --colocate only");
            }
        });
    }

    private static bool IsGiven(ParseResult parsed, Option option) => parsed.GetResult(option) is { Implicit: false };
}
