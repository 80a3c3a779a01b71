using Tangram.Core.Catalogs;
using Tangram.Prediction.Numerics;

namespace Tangram.Prediction.Predictors;

/// <summary>The linear model learned row by row by recursive least squares with exponential forgetting.</summary>
/// <remarks>
/// [P], with the features of gpulet [C] and several co-runners by the sum of weight times utilisation [N]. The weights start where the slowdown is 1 for
/// whatever runs, so with λ = 1 they are those of least squares with a ridge of 1/p0 towards that start. What keeps the covariance bounded is said at
/// <see cref="RecursiveLeastSquares"/>.
/// </remarks>
public sealed class RecursiveLinear : ISlowdownPredictor, ICatalogued<RecursiveLinear, ISlowdownPredictor>
{
    private readonly double _lambda;
    private readonly double _p0;
    private readonly RecursiveLeastSquares _squares;
    private readonly double[] _weights = new double[RecursiveLeastSquares.Padded(LinearFeatures.Count)];
    private readonly double[] _features = new double[RecursiveLeastSquares.Padded(LinearFeatures.Count)];

    /// <summary>Has seen no row.</summary>
    /// <param name="lambda">What a row counts after another one came, from 0.9 to 1, where nothing is forgotten.</param>
    /// <param name="p0">Variance of the weights before the first row, from 1e-3 to 1e8.</param>
    public RecursiveLinear(double lambda = 0.995, double p0 = 1000)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(lambda, 0.9);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(lambda, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(p0, 1e-3);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(p0, 1e8);
        (_lambda, _p0) = (lambda, p0);
        _squares = new RecursiveLeastSquares(LinearFeatures.Count, lambda, p0);
        _weights[LinearFeatures.One] = 1;
    }

    /// <inheritdoc/>
    public static string Name => "linear-rls";

    /// <inheritdoc/>
    public static string Description => "linear in the utilisations, recursive least squares with forgetting; settings lambda, p0";

    /// <inheritdoc/>
    public bool LearnsOnline => true;

    /// <summary>The weights now, for L2 own, L2 others, DRAM own, DRAM others and 1.</summary>
    public IReadOnlyList<double> Coefficients => [.. _weights.AsSpan(0, LinearFeatures.Count)];

    /// <summary>
    /// Settings <c>lambda</c>: what a row counts after another one came, from 0.9 to 1, 0.995 unless given; <c>p0</c>: variance of the weights at first, from 1e-3 to
    /// 1e8, 1000 unless given.
    /// </summary>
    public static ISlowdownPredictor Create(Settings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new RecursiveLinear(settings.Number("lambda", 0.995, 0.9, 1), settings.Number("p0", 1000, 1e-3, 1e8));
    }

    /// <inheritdoc/>
    public double Predict(in Colocation colocation)
    {
        LinearFeatures.Fill(colocation, _features);
        return Limits.Predicted(RecursiveLeastSquares.Dot(_weights, _features));
    }

    /// <inheritdoc/>
    public void Observe(in Colocation colocation, double slowdown)
    {
        var observed = Limits.Observed(slowdown);
        LinearFeatures.Fill(colocation, _features);
        var error = observed - RecursiveLeastSquares.Dot(_weights, _features);
        RecursiveLeastSquares.Step(_weights, _squares.Learn(_features), error);
    }

    /// <inheritdoc/>
    public ISlowdownPredictor Copy()
    {
        var copy = new RecursiveLinear(_lambda, _p0);
        copy._squares.CopyFrom(_squares);
        _weights.CopyTo(copy._weights, 0);
        return copy;
    }

    /// <inheritdoc/>
    public PredictorState Save()
    {
        var numbers = new Dictionary<string, IReadOnlyList<double>>(StringComparer.Ordinal) { ["weights"] = [.. _weights] };
        _squares.Save(numbers);
        return new PredictorState(Name, [], numbers);
    }

    /// <inheritdoc/>
    public void Restore(PredictorState state)
    {
        var saved = SavedNumbers.Of(state, Name);
        saved.Fill("weights", _weights);
        _squares.Restore(saved);
    }
}
