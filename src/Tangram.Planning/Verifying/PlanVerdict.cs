namespace Tangram.Planning.Verifying;

/// <summary>How a plan would do.</summary>
/// <param name="Applications">By application; those that nobody asks for may be left out.</param>
public sealed record PlanVerdict(IReadOnlyList<ApplicationVerdict> Applications)
{
    /// <summary>The lowest attainment of any application, 0..1; 1 where there is none.</summary>
    public double Attainment => Applications.Select(a => a.Attainment).DefaultIfEmpty(1).Min();
}
