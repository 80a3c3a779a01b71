namespace Tangram.Cli.Demos.Days;

/// <summary>The same day with one plan from beginning to end, simulated.</summary>
/// <param name="Name">What it is planned for: <c>mean</c> or <c>peak</c>.</param>
/// <param name="Demand">Requests per second that it is planned for.</param>
/// <param name="Slices">Slices that it takes.</param>
/// <param name="Accuracy">Its accuracy, relative to the best variants, 0..1.</param>
/// <param name="Attainment">Share of the day's requests answered in time, 0..1.</param>
/// <param name="Variants">The variants it runs, parents before children, with <c>+</c> between them.</param>
/// <param name="AttainmentByHour">The same for each hour; null where no request came.</param>
internal sealed record StaticDay(string Name, double Demand, int Slices, double Accuracy, double Attainment, string Variants, IReadOnlyList<double?> AttainmentByHour)
{
    /// <summary>How it came about, so that nobody takes it for served.</summary>
    public string Source { get; init; } = "simulated";
}
