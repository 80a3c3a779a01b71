namespace Tangram.Prediction.Numerics;

/// <summary>How large errors usually are, on each of three scales, and errors cut back to what is usual.</summary>
/// <remarks>Huber's ψ: an error counts in full up to a number of mean absolute errors and as that many beyond, so wild rows move nothing far.</remarks>
internal sealed class RobustScale
{
    /// <summary>Scales.</summary>
    public const int Count = 3;

    private const double Rate = 0.01;
    private const double Least = 1e-4;
    private readonly double _most;
    private readonly double[] _means = [0.2, 0.2, 0.2];
    private double _count;

    /// <summary>Has seen no error.</summary>
    /// <param name="most">Mean absolute errors at which an error is cut off.</param>
    public RobustScale(double most) => _most = most;

    /// <summary>Cuts back errors and learns how large they are.</summary>
    /// <param name="errors">Finite; on return none is larger than is usual.</param>
    public void Clip(Span<double> errors)
    {
        _count = Math.Min(_count + 1, 1 / Rate);
        var rate = Math.Max(Rate, 1 / (_count + 9));
        for (var k = 0; k < Count; k++)
        {
            var most = _most * _means[k];
            errors[k] = Math.Clamp(errors[k], -most, most);
            _means[k] = Math.Max(Least, _means[k] + (rate * (Math.Abs(errors[k]) - _means[k])));
        }
    }

    /// <summary>Expects errors a number of times larger for a while.</summary>
    public void Widen(double factor)
    {
        for (var k = 0; k < Count; k++)
        {
            _means[k] = Math.Min(10, _means[k] * factor);
        }
    }

    /// <summary>Goes on as another would.</summary>
    public void CopyFrom(RobustScale other)
    {
        other._means.CopyTo(_means, 0);
        _count = other._count;
    }

    /// <summary>Adds what it knows.</summary>
    public void Save(string name, Dictionary<string, IReadOnlyList<double>> numbers) => numbers[name] = [.. _means, _count];

    /// <summary>Goes on from what was saved.</summary>
    public void Restore(string name, SavedNumbers saved)
    {
        Span<double> numbers = stackalloc double[Count + 1];
        saved.Fill(name, numbers);
        numbers[..Count].CopyTo(_means);
        _count = numbers[Count];
    }
}
