using Tangram.Prediction.Serving;
using Tangram.Scheduling;

namespace Tangram.Cli.Simulations;

/// <summary>What came of one alternative.</summary>
/// <param name="Name">As the user wrote it, or all its policies.</param>
/// <param name="Policies">Its policies.</param>
/// <param name="Prediction">What told them of slowdowns.</param>
/// <param name="Events">Events of all replications.</param>
/// <param name="Applications">By application.</param>
/// <param name="Devices">By device.</param>
/// <param name="Segments">By segment.</param>
/// <param name="Differences">To the first alternative, by application; empty for the first itself.</param>
internal sealed record AlternativeSummary(
    string Name,
    PolicyChoice Policies,
    PredictionChoice Prediction,
    long Events,
    IReadOnlyList<ApplicationSummary> Applications,
    IReadOnlyList<DeviceSummary> Devices,
    IReadOnlyList<SegmentSummary> Segments,
    IReadOnlyList<DifferenceSummary> Differences);
