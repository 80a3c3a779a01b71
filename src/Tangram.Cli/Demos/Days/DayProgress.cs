using System.Globalization;
using Tangram.Profiling;

namespace Tangram.Cli.Demos.Days;

/// <summary>Says with the progress of the load what hour it is and what runs.</summary>
internal sealed class DayProgress(IProgress<WorkStep> progress, DayWatch watch) : IProgress<WorkStep>
{
    public void Report(WorkStep value)
    {
        var ran = watch.Last;
        var running = ran is null ? string.Empty : string.Create(CultureInfo.InvariantCulture, $", planned for {ran.PlannedDemand:0.0}/s: {ran.Slices} slices, accuracy {ran.Accuracy:0.000}");
        progress.Report(value with { Doing = $"{DayClock.Text(value.Fraction * DayCurve.Hours)}, {value.Doing}{running}" });
    }
}
