using System.CommandLine;
using Tangram.Cli.Serving;
using Command = System.CommandLine.Command;

namespace Tangram.Cli.Commands;

/// <summary>What a server plans for where no plan is given.</summary>
internal sealed class DemandOptions
{
    private readonly Option<double?> _demand = Options.Positive("--demand", "Requests per second to plan for, where no plan is given", "R");
    private readonly Option<double> _reserve = Options.Fraction("--reserve", 0.2, "Share of every segment's throughput to leave free");
    private readonly Option<double?> _verify = new("--verify") { Description = "simulate plans and take the one with the fewest slices that answers this share of requests in time, where no plan is given", HelpName = "ATTAINMENT" };

    public DemandOptions() => Options.Require(_verify, v => v is null or (> 0 and < 1), "a number above 0 and below 1, such as 0.994");

    public void AddTo(Command command)
    {
        command.Options.Add(_demand);
        command.Options.Add(_reserve);
        command.Options.Add(_verify);
    }

    public ServedDemand Read(ParseResult parsed) => new(parsed.GetValue(_demand), parsed.GetValue(_reserve), parsed.GetValue(_verify));
}
