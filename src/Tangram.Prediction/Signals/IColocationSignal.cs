namespace Tangram.Prediction.Signals;

/// <summary>Says how much each co-runner of a batch counts, where co-runners come and go during the batch's life.</summary>
/// <remarks>Implementations are immutable.</remarks>
public interface IColocationSignal
{
    /// <summary>Weighs the co-runners of one batch.</summary>
    /// <param name="presences">When each co-runner was there.</param>
    /// <param name="weights">Receives a weight from 0 to 1 for each of them; as long as <paramref name="presences"/>.</param>
    void Weigh(ReadOnlySpan<Presence> presences, Span<double> weights);
}
