namespace Tangram.Cli.Demos.Days;

/// <summary>What became of the requests that came in one hour of the day.</summary>
/// <param name="Hour">Hours since the day began, from 0 to 23.</param>
/// <param name="Requests">Requests that came.</param>
/// <param name="RequestsPerSecond">The same for each second that the hour took.</param>
/// <param name="InTime">Those that were answered in time.</param>
/// <param name="PlannedDemand">Requests per second that was planned for, its mean over the hour.</param>
/// <param name="Slices">Slices taken, their mean over the hour.</param>
/// <param name="Accuracy">Accuracy of the plans that ran, their mean over the hour.</param>
/// <param name="Replans">Plans that took over.</param>
internal sealed record DayHour(int Hour, int Requests, double RequestsPerSecond, int InTime, double PlannedDemand, double Slices, double Accuracy, int Replans)
{
    /// <summary>Share of its requests answered in time, 0..1; 1 where none came.</summary>
    public double Attainment => Requests == 0 ? 1 : (double)InTime / Requests;
}
