namespace Tangram.Prediction.Signals;

/// <summary>When a co-runner was there during the life of a batch.</summary>
/// <param name="From">Where in the batch's life it started, from 0 to 1; 0 where it ran when the batch was started.</param>
/// <param name="To">Where it ended, from <paramref name="From"/> to 1; 1 where it outlived the batch.</param>
/// <param name="Expected">The overlap expected when the batch was started, from 0 to 1, from how long everything was expected to run.</param>
public readonly record struct Presence(double From, double To, double Expected)
{
    /// <summary>The share of the batch's life during which it ran.</summary>
    public double Overlap => To - From;
}
