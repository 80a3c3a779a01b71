using Tangram.Prediction;
using Tangram.Prediction.Bounds;

namespace Tangram.Server.Tests.Serving.Fakes;

/// <summary>Foretells that every batch takes so many times as long as alone, whatever it sees.</summary>
internal sealed class Slowness(double factor) : ISlowdownPredictor
{
    public bool LearnsOnline => false;

    public static SlowdownBound Bound(double factor) => new(new Slowness(factor), 0.9);

    public double Predict(in Colocation colocation) => factor;

    public void Observe(in Colocation colocation, double slowdown)
    {
    }

    public ISlowdownPredictor Copy() => this;

    public PredictorState Save() => throw new NotSupportedException("it is for tests");

    public void Restore(PredictorState state) => throw new NotSupportedException("it is for tests");
}
