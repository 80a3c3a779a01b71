using Tangram.Prediction.Numerics;

namespace Tangram.Prediction.Bounds;

/// <summary>A factor that recent ratios stay below as often as was asked for, whatever becomes of them.</summary>
/// <remarks>
/// [R] Adaptive conformal inference (Gibbs and Candès 2021): the factor is the quantile of the recent ratios at 1 − α′, and α′ ← α′ + γ(α − missed), so that the
/// long-run miss rate is α up to (the way α′ has gone)/(γ·rows), for any stream. γ is a twentieth of α. [N]: where α′ asks for more than the window
/// has seen, the largest ratio is stretched by e^¼ for each α that is lacking; α′ stays between −20α and the smaller of 4α and ½.
/// </remarks>
internal sealed class SteeredQuantile
{
    private const double StartFactor = 2;
    private const double Stretch = 0.25;
    private const double LeastInMisses = -20;
    private const double MostInMisses = 4;
    private readonly double _miss;
    private readonly double _speed;
    private readonly RatioWindow _window;
    private double _steered;

    /// <summary>Has seen no ratio.</summary>
    /// <param name="coverage">How often ratios are to stay below; from 0.5 to 0.999.</param>
    /// <param name="speed">γ, as a share of α.</param>
    public SteeredQuantile(double coverage, double speed = 0.05)
    {
        _miss = 1 - coverage;
        _speed = speed;
        _steered = _miss;
        _window = new RatioWindow((int)Math.Round(Math.Clamp(50 / _miss, 500, 5000)));
    }

    /// <summary>The factor now: twice or, if that is more, the largest ratio, until there are enough ratios for the quantile asked for.</summary>
    public double Factor { get; private set; } = StartFactor;

    // As many as it takes for one of the ratios to be the quantile.
    private bool IsStarting => _miss * (_window.Count + 1) < 1;

    /// <summary>Learns from a row.</summary>
    /// <param name="ratio">Measured over predicted; above 0.</param>
    /// <param name="missed">Whether the bound that was given was exceeded.</param>
    public void Add(double ratio, bool missed)
    {
        if (!IsStarting)
        {
            _steered = Math.Clamp(_steered + (_speed * _miss * (_miss - (missed ? 1 : 0))), LeastInMisses * _miss, Math.Min(0.5, MostInMisses * _miss));
        }

        _window.Add(ratio);
        Factor = Quantile();
    }

    /// <summary>Goes on as another of the same coverage would.</summary>
    public void CopyFrom(SteeredQuantile other)
    {
        _window.CopyFrom(other._window);
        (_steered, Factor) = (other._steered, other.Factor);
    }

    /// <summary>Adds what it knows.</summary>
    public void Save(string name, Dictionary<string, IReadOnlyList<double>> numbers)
    {
        numbers[name + "-ratios"] = _window.Save();
        numbers[name + "-steered"] = [_steered];
    }

    /// <summary>Goes on from what was saved.</summary>
    public void Restore(string name, IReadOnlyDictionary<string, IReadOnlyList<double>> numbers)
    {
        _steered = new SavedNumbers(numbers).One(name + "-steered");
        _window.Restore(numbers.GetValueOrDefault(name + "-ratios") ?? throw new FormatException($"{name}-ratios: is missing"));
        Factor = _window.Count == 0 ? StartFactor : Quantile();
    }

    private double Quantile()
    {
        var count = _window.Count;
        if (IsStarting)
        {
            return Math.Max(StartFactor, _window.OfRank(count));
        }

        var rank = (int)Math.Ceiling((1 - _steered) * (count + 1));
        var lacking = (1.0 / (count + 1)) - _steered;
        return lacking > 0
            ? _window.OfRank(count) * Math.Exp(Stretch * lacking / _miss)
            : _window.OfRank(Math.Clamp(rank, 1, count));
    }
}
