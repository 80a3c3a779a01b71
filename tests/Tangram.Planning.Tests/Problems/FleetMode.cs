namespace Tangram.Planning.Tests.Problems;

/// <summary>A way to run one application: variants, how slow each task's segments may be, and what a share must satisfy if a task is split.</summary>
/// <param name="Users">What runs: task, variant, and the configurations it may use.</param>
/// <param name="Rates">Items per second of each user, as constant and slope over the share of the split's first variant.</param>
/// <param name="Accuracy">Of the application, likewise.</param>
/// <param name="Limits">What must not be above 0, likewise: constant + slope · share.</param>
/// <param name="IsSplit">Whether there is a share to choose.</param>
internal sealed record FleetMode(
    IReadOnlyList<(int Application, int Task, string Variant, IReadOnlySet<Configuration> Usable)> Users,
    IReadOnlyList<(double Constant, double Slope)> Rates,
    (double Constant, double Slope) Accuracy,
    IReadOnlyList<(double Constant, double Slope)> Limits,
    bool IsSplit);
