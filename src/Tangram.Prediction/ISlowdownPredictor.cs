namespace Tangram.Prediction;

/// <summary>Says how many times longer than alone a batch takes beside what runs with it, and learns from batches that ended.</summary>
/// <remarks>
/// For one thread; <see cref="Copy"/> is how a learner hands what it knows to those who only predict. Any finite observation is safe, and any number of
/// them: no prediction is ever NaN, infinite or below a tenth. Predicting and observing allocate nothing, apart from the first sight of a variant.
/// </remarks>
public interface ISlowdownPredictor
{
    /// <summary>Whether it goes on learning while it serves, or is fitted once to what was observed before.</summary>
    bool LearnsOnline { get; }

    /// <summary>The expected slowdown: latency over the latency alone.</summary>
    /// <param name="colocation">The batch and what runs beside it.</param>
    double Predict(in Colocation colocation);

    /// <summary>A batch ended.</summary>
    /// <param name="colocation">The batch and what ran beside it.</param>
    /// <param name="slowdown">Its latency over its latency alone; finite, above 0.</param>
    void Observe(in Colocation colocation, double slowdown);

    /// <summary>Another that knows what this one knows, and goes on by itself.</summary>
    ISlowdownPredictor Copy();

    /// <summary>What it has learned, for a file.</summary>
    PredictorState Save();

    /// <summary>Goes on from what was saved.</summary>
    /// <exception cref="FormatException">It was saved by another kind of predictor, or is not complete.</exception>
    void Restore(PredictorState state);
}
