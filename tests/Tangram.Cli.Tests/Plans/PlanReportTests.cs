using Tangram.Cli.Plans;

namespace Tangram.Cli.Tests.Plans;

/// <summary>What people see of plans for fleets.</summary>
public sealed class PlanReportTests
{
    [Fact]
    public void Splits_are_told_with_their_shares() => Assert.Matches(@"│ task-1 │ model-large-1 62 % \+ small-1 38 % +│", Report(FleetPlans.Of(1, 1, split: true)));

    [Fact]
    public void Every_application_has_a_table_and_the_fleet_a_summary()
    {
        var report = Report(FleetPlans.Of(2, 3, spare: 3));

        Assert.Equal(["application-1", "application-2", "application-3"], report.Split('\n').Where(l => l.StartsWith("Plan of ", StringComparison.Ordinal)).Select(l => l.Split('\'')[1]));
        Assert.Contains("\n2 of 5 devices, 14 of 35 slices; proven optimal by 'exact' in 12.3 ms\n", report, StringComparison.Ordinal);
        Assert.Contains("1 × a100-80gb: [4g.40gb×2 application-1/task-1][3g.40gb application-1/task-2]\n", report, StringComparison.Ordinal);
        Assert.EndsWith("3 devices of a100-80gb unused\n", report, StringComparison.Ordinal);
    }

    [Fact]
    public void A_thousand_devices_take_few_lines()
    {
        var report = Report(FleetPlans.Of(1000, 60, 2)).Split('\n');

        Assert.InRange(report.Length, 30, 100);
        Assert.Contains("… and 20 more applications", report);
        Assert.Contains(report, l => l.StartsWith("… and ", StringComparison.Ordinal) && l.Contains(" more devices, cut in ", StringComparison.Ordinal));
    }

    [Fact]
    public void Figures_are_counted_with_their_nouns()
    {
        Assert.Equal("1 device", Figures.Count(1, "device"));
        Assert.Equal("1,200 devices", Figures.Count(1200, "device"));
        Assert.Equal(["0 %", "< 1 %", "62 %"], new[] { 0, 0.002, 0.62 }.Select(Figures.Percent));
    }

    private static string Report(PlanResult result)
    {
        using var output = new StringWriter();
        PlanReport.Write(output, result.Plan);
        return output.ToString();
    }
}
