namespace Tangram.Cli.Simulations;

/// <summary>How one application fared compared with the first alternative, over the same seeds; an interval that leaves 0 out shows a difference.</summary>
internal sealed record DifferenceSummary(
    string Application, Estimate? Attainment, Estimate? MeanMilliseconds, Estimate? P50Milliseconds, Estimate? P95Milliseconds, Estimate? P99Milliseconds);
