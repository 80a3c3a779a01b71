using System.Text.Json.Serialization;
using Tangram.Profiling;

namespace Tangram.Cli.Loads;

/// <summary>What a load found. Latencies are of answered requests, from the instant each was meant to be sent.</summary>
internal sealed record LoadReport
{
    public LoadReport(LoadOptions options, IReadOnlyCollection<LoadSample> samples)
    {
        (RatePerSecond, DurationSeconds, Seed) = (options.RatePerSecond, options.Duration.TotalSeconds, options.Seed);
        ObjectiveMs = options.Objective.TotalMilliseconds;
        (Sent, InTime, Late) = (samples.Count, Count(RequestEnd.InTime), Count(RequestEnd.Late));
        (Refused, Dropped, Failed, Lost) = (Count(RequestEnd.Refused), Count(RequestEnd.Dropped), Count(RequestEnd.Failed), Count(RequestEnd.Lost));
        Attainment = Sent == 0 ? 1 : (double)InTime / Sent;
        Errors = samples.Where(s => s.Detail is not null).GroupBy(s => s.Detail!, StringComparer.Ordinal)
            .OrderByDescending(g => g.Count()).Take(10).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        var answered = samples.Where(s => s.End is RequestEnd.InTime or RequestEnd.Late).Select(s => s.Milliseconds).ToArray();
        if (answered.Length > 0)
        {
            (P50Ms, P90Ms, P99Ms, P999Ms) = (Percentile(50), Percentile(90), Percentile(99), Percentile(99.9));
        }

        int Count(RequestEnd end) => samples.Count(s => s.End == end);
        double Percentile(double percent) => Math.Round(Percentiles.Of(answered, percent), 2);
    }

    public double RatePerSecond { get; }

    public double DurationSeconds { get; }

    public int Seed { get; }

    public double ObjectiveMs { get; }

    public int Sent { get; }

    public int InTime { get; }

    public int Late { get; }

    public int Refused { get; }

    public int Dropped { get; }

    public int Failed { get; }

    public int Lost { get; }

    /// <summary>Requests answered in time over requests sent, 0..1.</summary>
    public double Attainment { get; }

    public double? P50Ms { get; }

    public double? P90Ms { get; }

    public double? P99Ms { get; }

    [JsonPropertyName("p999Ms")]
    public double? P999Ms { get; }

    /// <summary>The most frequent errors and how often each came.</summary>
    public IReadOnlyDictionary<string, int> Errors { get; }
}
