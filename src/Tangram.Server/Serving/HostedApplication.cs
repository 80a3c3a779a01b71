using Tangram.Operators;
using Tangram.Prediction.Serving;
using Tangram.Scheduling;

namespace Tangram.Server.Serving;

/// <summary>An application that is to be served.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Layout">Its tasks and segments.</param>
/// <param name="Segments">What each segment's workers load, by the segment's index.</param>
/// <param name="Policies">How it is scheduled.</param>
internal sealed record HostedApplication(string Name, Layout Layout, IReadOnlyList<SegmentLoad> Segments, PolicyChoice Policies)
{
    /// <summary>The operators around its models; null where clients bring tensors and nothing else.</summary>
    public BoundApplication? Bound { get; init; }

    /// <summary>What predicts slowdowns; nothing unless given.</summary>
    public PredictionSetup? Prediction { get; init; }

    /// <summary>Its segments on their devices; null where workers are only pinned to cores.</summary>
    public SegmentPlaces? Places { get; init; }

    /// <summary>Version of its tasks' models.</summary>
    public string Version { get; init; } = "1";
}
