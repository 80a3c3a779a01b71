namespace Tangram.Core.Applications;

/// <summary>What an application promises its users.</summary>
/// <param name="LatencyMilliseconds">End to end, from arrival to answer; above 0.</param>
/// <param name="Accuracy">Least product of relative accuracies along the graph; above 0, at most 1.</param>
public sealed record Objectives(double LatencyMilliseconds, double Accuracy)
{
    private readonly double? _accuracyFloor;

    /// <summary>What accuracy may fall to rather than requests being refused; above 0, at most <see cref="Accuracy"/>, which it is unless given.</summary>
    public double AccuracyFloor
    {
        get => Math.Min(_accuracyFloor ?? Accuracy, Accuracy);
        init => _accuracyFloor = value is > 0 and <= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "is not a number above 0 and at most 1");
    }

    /// <summary>Whether accuracy may fall below its objective at all.</summary>
    public bool HasAccuracyToGive => AccuracyFloor < Accuracy;
}
