namespace Tangram.Prediction.Evaluation;

/// <summary>Says after how many batches a learner's mean error stays near what it ends at.</summary>
internal sealed class Convergence
{
    private const double Tolerance = 0.1;

    private readonly List<double> _means = [];
    private double _sum;

    /// <summary>Adds the error of the next prediction, made after learning from every batch before.</summary>
    public void Add(double error)
    {
        _sum += error;
        _means.Add(_sum / (_means.Count + 1));
    }

    /// <summary>Batches learned from until the mean of the errors so far stays within a tenth of the mean of all; at least 0.</summary>
    public int Updates()
    {
        var end = _means.Count == 0 ? 0 : _means[^1];
        return _means.FindLastIndex(m => Math.Abs(m - end) > Tolerance * end) + 1;
    }
}
