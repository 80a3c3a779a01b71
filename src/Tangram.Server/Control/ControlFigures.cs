using Tangram.Core.Plans;
using Tangram.Server.History;

namespace Tangram.Server.Control;

/// <summary>How an application stands.</summary>
/// <param name="PlannedDemand">Requests per second that the plan is made for.</param>
/// <param name="Slices">Slices that it takes.</param>
/// <param name="Accuracy">Its relative accuracy, 0..1.</param>
/// <param name="Demand">Requests per second estimated; null before anything was seen.</param>
/// <param name="Attainment">Share of the last minute's requests answered in time; null where there were none.</param>
/// <param name="LowestCapacity">Requests per second carried at the worst moment of the change; null where no plan changed.</param>
/// <param name="DipMilliseconds">How long less than the demand was carried, as foreseen; null where no plan changed.</param>
public sealed record ControlFigures(
    double PlannedDemand, int Slices, double Accuracy, double? Demand, double? Attainment, double? LowestCapacity = null, double? DipMilliseconds = null)
{
    /// <summary>As the history keeps them.</summary>
    public HistoryFigures ToHistory() => new()
    {
        Demand = Demand,
        PlannedDemand = PlannedDemand,
        Slices = Slices,
        Accuracy = Accuracy,
        Attainment = Attainment,
        LowestCapacity = LowestCapacity,
        DipMilliseconds = DipMilliseconds,
    };

    /// <summary>The figures of a plan for an application.</summary>
    public static ControlFigures Of(Plan plan, string application, double? demand, double? attainment)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var planned = plan.Applications.First(a => string.Equals(a.Name, application, StringComparison.Ordinal));
        return new ControlFigures(planned.Demand, plan.Slices, planned.Accuracy, demand, attainment);
    }
}
