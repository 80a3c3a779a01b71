namespace Tangram.Cli.Reproductions.Slowdowns;

/// <summary>How wrong one linear model is with different signals.</summary>
/// <param name="TrainedOn">What was trained on, in words.</param>
/// <param name="Training">Batches of it.</param>
/// <param name="TestedOn">What was tested on, in words.</param>
/// <param name="Test">Batches of it.</param>
/// <param name="Changed">Of these, batches whose co-location changed while they ran.</param>
/// <param name="ChangedP95Slowdown">What 95 % of these were slowed down by at most; null where there is none.</param>
/// <param name="Figures">Each way of learning with each signal.</param>
/// <param name="Averages">What moving averages do, for each way of learning; empty where fewer than two batches changed.</param>
/// <param name="Worst">Among pairs that are predicted better with exact overlap, the one most wrong with the signal <c>static</c>; null where there is none.</param>
/// <param name="StaticBeyond">Share of the changed batches wrong by more than 60 % with <c>static</c>, for the model fitted offline, 0..1.</param>
/// <param name="OverlapBeyond">The same with exact overlap.</param>
internal sealed record SignalReport(
    string TrainedOn,
    int Training,
    string TestedOn,
    int Test,
    int Changed,
    double? ChangedP95Slowdown,
    IReadOnlyList<SignalFigures> Figures,
    IReadOnlyList<AverageEffect> Averages,
    ChangingPair? Worst,
    double StaticBeyond,
    double OverlapBeyond);
