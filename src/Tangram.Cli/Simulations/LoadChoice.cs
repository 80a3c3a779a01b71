using Tangram.Cli.Plans;
using Tangram.Core.Files;
using Tangram.Core.Plans;
using Tangram.Simulation.Arrivals;
using Tangram.Simulation.Arrivals.Traces;
using Tangram.Simulation.Randomness;

namespace Tangram.Cli.Simulations;

/// <summary>The requests that a simulation meets, as the user chooses them.</summary>
/// <param name="Description">In words, such as <c>poisson</c> or <c>trace.csv</c>.</param>
/// <param name="Duration">How long requests come.</param>
/// <param name="WarmUp">How long none of them counts unless the user says.</param>
/// <param name="Start">Starts an application's arrivals.</param>
internal sealed record LoadChoice(string Description, TimeSpan Duration, TimeSpan WarmUp, Func<PlannedApplication, RandomStream, IArrivals> Start)
{
    private const double MostRequests = 1e11;
    private const double HighestRate = 1e9;
    private const double UsualSeconds = 60;
    private const double UsualWarmUp = 0.1;

    /// <summary>Arrivals by a pattern: 60 s unless given, a tenth of it warm-up.</summary>
    /// <param name="pattern">The pattern's name, with settings.</param>
    /// <param name="rates">Requests per second where they are not to be the plan's.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="given">How long, where the user says.</param>
    public static LoadChoice OfPattern(string pattern, DemandChoice rates, Plan plan, TimeSpan? given)
    {
        var arrivals = ArrivalCatalog.Patterns.Create(pattern);
        var duration = given ?? TimeSpan.FromSeconds(UsualSeconds);
        RefuseUnknown(rates, plan);
        foreach (var planned in plan.Applications)
        {
            Check(planned.Name, RateOf(planned, rates), duration);
        }

        return new LoadChoice(pattern, duration, duration * UsualWarmUp, (planned, stream) => arrivals.Start(RateOf(planned, rates), stream));
    }

    /// <summary>Arrivals of traces: as long as the longest unless given, where shorter ones are repeated; no warm-up.</summary>
    /// <param name="texts">Texts such as <c>FILE</c> or <c>APPLICATION=FILE</c>.</param>
    /// <param name="rates">Mean requests per second, where they are not to be the traces'.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="given">How long, where the user says.</param>
    /// <exception cref="InvalidFileException">A trace is not as it should be, or is missing.</exception>
    public static LoadChoice OfTraces(IReadOnlyList<string> texts, DemandChoice rates, Plan plan, TimeSpan? given)
    {
        RefuseUnknown(rates, plan);
        var served = plan.Applications.Where(a => a.Demand > 0).ToList();
        var files = Files(texts, served);
        var traces = served.ToDictionary(a => a.Name, a => Scaled(Load(files[a.Name]), Given(a.Name, rates)), StringComparer.Ordinal);
        var duration = given ?? traces.Values.Max(t => t.Length);
        foreach (var (name, trace) in traces)
        {
            Check(name, trace.MeanRatePerSecond, given ?? trace.Length);
        }

        return new LoadChoice(
            string.Join(", ", files.Values.Select(Path.GetFileName).Distinct(StringComparer.Ordinal)),
            duration,
            TimeSpan.Zero,
            (planned, _) => given is { } length ? traces[planned.Name].Start(length) : traces[planned.Name].Start());
    }

    private static Dictionary<string, string> Files(IReadOnlyList<string> texts, IReadOnlyList<PlannedApplication> applications)
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            var named = applications.FirstOrDefault(a => text.StartsWith(a.Name + "=", StringComparison.Ordinal));
            var name = named?.Name ?? (applications is [var only] ? only.Name
                : throw new InvalidFileException($"--trace: '{text}' does not say of which application it is; give APPLICATION=FILE for each of {string.Join(", ", applications.Select(a => a.Name))}"));
            if (!files.TryAdd(name, named is null ? text : text[(name.Length + 1)..]))
            {
                throw new InvalidFileException($"--trace: gives '{name}' two traces; one is enough");
            }
        }

        return applications.FirstOrDefault(a => !files.ContainsKey(a.Name)) is { } without
            ? throw new InvalidFileException($"--trace: '{without.Name}' has none; give {without.Name}=FILE as well")
            : files;
    }

    private static Trace Load(string file)
    {
        if (!File.Exists(file))
        {
            throw new InvalidFileException(file, [new Fault(string.Empty, "there is no such trace; a trace is a file whose first line is 'seconds' or 'seconds,count', or an Azure LLM trace")]);
        }

        using var reader = new StreamReader(file);
        return TraceParser.Parse(reader, file);
    }

    private static Trace Scaled(Trace trace, double? rate)
    {
        try
        {
            return rate is { } wanted ? trace.WithMeanRate(wanted) : trace;
        }
        catch (ArgumentOutOfRangeException fault)
        {
            throw new InvalidFileException($"--rate: {fault.Message.Split(" (Parameter")[0]}", fault);
        }
    }

    private static double? Given(string application, DemandChoice rates) => rates.ByApplication.TryGetValue(application, out var own) ? own : rates.ForAll;

    private static double RateOf(PlannedApplication planned, DemandChoice rates) => planned.Demand == 0 ? 0 : Given(planned.Name, rates) ?? planned.Demand;

    private static void RefuseUnknown(DemandChoice rates, Plan plan)
    {
        var served = plan.Applications.Where(a => a.Demand > 0).Select(a => a.Name).ToList();
        if (served.Count == 0)
        {
            throw new InvalidFileException("the plan's demands are all 0: there is nothing to simulate");
        }

        if (rates.ByApplication.Keys.FirstOrDefault(name => !served.Contains(name, StringComparer.Ordinal)) is { } unknown)
        {
            throw new InvalidFileException($"--rate: the plan serves no application '{unknown}'; it serves {string.Join(", ", served)}");
        }

        if (rates.ByApplication.FirstOrDefault(r => r.Value <= 0) is { Key: { } silent })
        {
            throw new InvalidFileException($"--rate: that of '{silent}' is not above 0");
        }
    }

    private static void Check(string application, double rate, TimeSpan duration)
    {
        if (rate > HighestRate)
        {
            throw new InvalidFileException($"--rate: {Figures.Text(rate)} requests/s of '{application}' are more than the 1,000,000,000 that can be simulated");
        }

        if (rate * duration.TotalSeconds > MostRequests)
        {
            throw new InvalidFileException($"--duration: {TimeText.Write(duration)} of '{application}' at {Figures.Text(rate)} requests/s are more than 100,000,000,000 requests; simulate less");
        }
    }
}
