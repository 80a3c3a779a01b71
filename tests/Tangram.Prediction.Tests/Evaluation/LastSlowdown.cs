namespace Tangram.Prediction.Tests.Evaluation;

/// <summary>Predicts the slowdown of the batch that it learned from last, and notes what it was asked and told.</summary>
internal sealed class LastSlowdown(bool learnsOnline) : ISlowdownPredictor
{
    private double _last = 1;

    public bool LearnsOnline => learnsOnline;

    public int Observed { get; private set; }

    public List<double> Weights { get; } = [];

    public double Predict(in Colocation colocation) => _last;

    public void Observe(in Colocation colocation, double slowdown)
    {
        foreach (var beside in colocation.Beside)
        {
            Weights.Add(beside.Weight);
        }

        (_last, Observed) = (slowdown, Observed + 1);
    }

    public ISlowdownPredictor Copy() => throw new NotSupportedException();

    public PredictorState Save() => throw new NotSupportedException();

    public void Restore(PredictorState state) => throw new NotSupportedException();
}
