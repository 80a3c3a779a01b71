namespace Tangram.Profiling.Colocations;

/// <summary>Draws things, each as often as its weight says. Immutable, so that several threads may draw at once.</summary>
internal sealed class WeightedDraw<T>
{
    private readonly T[] _things;
    private readonly double[] _upTo;

    /// <summary>Things and their weights.</summary>
    /// <param name="things">At least one.</param>
    /// <param name="weight">The weight of each; above 0.</param>
    public WeightedDraw(IEnumerable<T> things, Func<T, double> weight)
    {
        _things = [.. things];
        _upTo = new double[_things.Length];
        var sum = 0.0;
        for (var i = 0; i < _things.Length; i++)
        {
            sum += weight(_things[i]);
            _upTo[i] = sum;
        }
    }

    /// <summary>Draws one.</summary>
    public T Next(Random random)
    {
        var at = Array.BinarySearch(_upTo, random.NextDouble() * _upTo[^1]);
        return _things[Math.Min(at < 0 ? ~at : at, _things.Length - 1)];
    }

    /// <summary>The mean of a figure of what is drawn.</summary>
    public double Mean(Func<T, double> figure)
    {
        var sum = 0.0;
        for (var i = 0; i < _things.Length; i++)
        {
            sum += figure(_things[i]) * (_upTo[i] - (i == 0 ? 0 : _upTo[i - 1]));
        }

        return sum / _upTo[^1];
    }
}
