using System.Runtime.Intrinsics;

namespace Tangram.Prediction.Numerics;

/// <summary>What variants, and pairs of them, do to each other beyond what their features say, in a memory that does not grow.</summary>
/// <remarks>
/// [N]. Each co-runner of a batch has four effects: of the batch's variant, of its own, of the two together, and of the two with their batch sizes and shares. They
/// add up, times the co-runner's weight. Each is a mean with a variance, learned by a Kalman filter that neglects what two effects' errors have in
/// common: effects seen little are shrunk towards 0, and a variance does not fall below a floor, so that what is old is forgotten. Effects live in a
/// table of fixed size; where it is full, the one known least makes room. An effect has three means, one for each scale on which slowdowns are learned.
/// </remarks>
internal sealed class PairEffects
{
    /// <summary>Variants that have effects; those met later have none.</summary>
    public const int MostVariants = 255;

    private const int Levels = 4;
    private const int Probes = 4;
    private const int MostCoRunners = 64;
    private const int Unknown = -1;
    private const double Aging = 1.05;
    private readonly int _capacity;
    private readonly double _floor;
    private readonly double _prior;
    private readonly Dictionary<string, int> _variants = new(StringComparer.Ordinal);
    private readonly ulong[] _keys;
    private readonly Vector256<double>[] _cells;
    private readonly int[] _touched = new int[MostCoRunners * Levels];
    private readonly double[] _weights = new double[MostCoRunners * Levels];
    private int _count;

    /// <summary>Knows no effect.</summary>
    /// <param name="capacity">Effects kept; a power of two of at least 4.</param>
    /// <param name="prior">Variance of an effect before it was seen, in units of the noise's.</param>
    /// <param name="floor">Variance that an effect never falls below; above 0.</param>
    public PairEffects(int capacity, double prior, double floor)
    {
        (_capacity, _prior, _floor) = (capacity, prior, floor);
        _keys = new ulong[capacity];
        _cells = new Vector256<double>[capacity];
    }

    /// <summary>The variants met, in the order in which they were.</summary>
    public IReadOnlyList<string> Variants => [.. _variants.OrderBy(v => v.Value).Select(v => v.Key)];

    /// <summary>The sum of effects on a batch, on each scale; the fourth number means nothing.</summary>
    public Vector256<double> Sum(in Colocation colocation)
    {
        var sum = Vector256<double>.Zero;
        var own = colocation.Beside.IsEmpty ? Unknown : Find(colocation.Own.Signature.Variant);
        var size = Size(colocation.Own) << 12;
        var beside = colocation.Beside;
        for (var i = 0; own != Unknown && i < Math.Min(beside.Length, MostCoRunners); i++)
        {
            ref readonly var other = ref beside[i];
            var variant = Find(other.Runner.Signature.Variant);
            var sizes = size | Size(other.Runner);
            for (var level = 0; variant != Unknown && level < Levels; level++)
            {
                var at = Look(Key(level, (ulong)own, (ulong)variant, sizes));
                if (at >= 0)
                {
                    sum += _cells[at] * Limits.Fraction(other.Weight);
                }
            }
        }

        return sum;
    }

    /// <summary>As <see cref="Sum"/>, and remembers the effects, with room made for new ones, for <see cref="Learn"/>.</summary>
    public Vector256<double> Gather(in Colocation colocation)
    {
        _count = 0;
        var sum = Vector256<double>.Zero;
        var own = Meet(colocation.Own.Signature.Variant);
        var size = Size(colocation.Own) << 12;
        var beside = colocation.Beside;
        for (var i = 0; own != Unknown && i < Math.Min(beside.Length, MostCoRunners); i++)
        {
            ref readonly var other = ref beside[i];
            var weight = Limits.Fraction(other.Weight);
            var variant = weight > 0 ? Meet(other.Runner.Signature.Variant) : Unknown;
            var sizes = size | Size(other.Runner);
            for (var level = 0; variant != Unknown && level < Levels; level++)
            {
                var at = Make(Key(level, (ulong)own, (ulong)variant, sizes));
                (_touched[_count], _weights[_count]) = (at, weight);
                _count++;
                sum += _cells[at] * weight;
            }
        }

        return sum;
    }

    /// <summary>Learns from how far off the sum just gathered was.</summary>
    /// <param name="errors">On each scale; finite.</param>
    public void Learn(Vector256<double> errors)
    {
        var spread = 1.0;
        for (var i = 0; i < _count; i++)
        {
            spread += _cells[_touched[i]][3] * _weights[i] * _weights[i];
        }

        var scale = 1 / spread;
        for (var i = 0; i < _count; i++)
        {
            ref var cell = ref _cells[_touched[i]];
            var variance = cell[3];
            var gain = variance * _weights[i] * scale;
            var left = Math.Max(_floor, variance - (gain * _weights[i] * variance));
            cell = (cell + (errors * gain)).WithElement(3, left);
        }
    }

    /// <summary>Doubts every effect: each is at least so uncertain again.</summary>
    /// <param name="share">Of what it was before it was seen; from 0 to 1.</param>
    public void Doubt(double share)
    {
        for (var i = 0; i < _capacity; i++)
        {
            if (_keys[i] != 0)
            {
                _cells[i] = _cells[i].WithElement(3, Math.Max(_cells[i][3], share * _prior));
            }
        }
    }

    /// <summary>Goes on as another would.</summary>
    public void CopyFrom(PairEffects other)
    {
        _variants.Clear();
        foreach (var (variant, index) in other._variants)
        {
            _variants.Add(variant, index);
        }

        other._keys.CopyTo(_keys, 0);
        other._cells.CopyTo(_cells, 0);
    }

    /// <summary>Adds what it knows: for each effect its place, its key, three means and the variance.</summary>
    public void Save(Dictionary<string, IReadOnlyList<double>> numbers)
    {
        var effects = new List<double>();
        for (var i = 0; i < _capacity; i++)
        {
            if (_keys[i] != 0)
            {
                effects.AddRange([i, _keys[i], _cells[i][0], _cells[i][1], _cells[i][2], _cells[i][3]]);
            }
        }

        numbers["effects"] = effects;
        numbers["effect-count"] = [effects.Count / 6];
    }

    /// <summary>Goes on from what was saved.</summary>
    /// <exception cref="FormatException">It does not fit: there are more variants or effects than are kept here.</exception>
    public void Restore(SavedNumbers saved, IReadOnlyList<string> variants)
    {
        var effects = new double[6 * saved.Whole("effect-count", 0, _capacity)];
        saved.Fill("effects", effects);
        if (variants.Count > MostVariants || variants.Distinct(StringComparer.Ordinal).Count() != variants.Count)
        {
            throw new FormatException($"variants: there are more than {MostVariants}, or one twice");
        }

        _variants.Clear();
        foreach (var variant in variants)
        {
            _variants.Add(variant, _variants.Count);
        }

        Array.Clear(_keys);
        Array.Clear(_cells);
        for (var i = 0; i < effects.Length; i += 6)
        {
            var (place, key) = (effects[i], effects[i + 1]);
            if (!(place >= 0 && place < _capacity && key >= 1 && key < 1L << 53 && effects[i + 5] > 0))
            {
                throw new FormatException("effects: one has no place, key or variance that it could have here");
            }

            _keys[(int)place] = (ulong)key;
            _cells[(int)place] = Vector256.Create(effects[i + 2], effects[i + 3], effects[i + 4], effects[i + 5]);
        }
    }

    // The key of a level: 43 bits, none of which is the empty key 0. The level from 1, both variants, and on the last level both sizes.
    private static ulong Key(int level, ulong own, ulong variant, ulong sizes) => level switch
    {
        0 => (1UL << 16) | (own << 8),
        1 => (2UL << 16) | variant,
        2 => (3UL << 16) | (own << 8) | variant,
        _ => (((4UL << 16) | (own << 8) | variant) << 24) | sizes,
    };

    // Twelve bits: items to a quarter of a doubling, share to an eighth of the device.
    private static ulong Size(in Runner runner) =>
        ((ulong)Math.Min(63, 4 * Limits.Doublings(runner.Batch)) << 4) | (ulong)((8 * Limits.Fraction(runner.Share)) + 0.5);

    private int Find(string variant) => _variants.TryGetValue(variant, out var index) ? index : Unknown;

    private int Meet(string variant)
    {
        if (_variants.TryGetValue(variant, out var index))
        {
            return index;
        }

        if (_variants.Count == MostVariants)
        {
            return Unknown;
        }

        _variants.Add(variant, _variants.Count);
        return _variants.Count - 1;
    }

    private int Home(ulong key) => (int)(unchecked(key * 0x9E3779B97F4A7C15UL) >> 33) & (_capacity - 1);

    private int Look(ulong key)
    {
        var home = Home(key);
        for (var probe = 0; probe < Probes; probe++)
        {
            var at = (home + probe) & (_capacity - 1);
            if (_keys[at] == key)
            {
                return at;
            }
        }

        return -1;
    }

    private int Make(ulong key)
    {
        var found = Look(key);
        if (found >= 0)
        {
            return found;
        }

        var home = Home(key);
        var chosen = home;
        for (var probe = 0; probe < Probes; probe++)
        {
            var at = (home + probe) & (_capacity - 1);
            if (_keys[at] == 0)
            {
                chosen = at;
                break;
            }

            // Those in the way are doubted a little more each time, so that effects of variants that are gone do not stay for ever.
            _cells[at] = _cells[at].WithElement(3, Math.Min(_prior, _cells[at][3] * Aging));
            chosen = _cells[at][3] > _cells[chosen][3] ? at : chosen;
        }

        _keys[chosen] = key;
        _cells[chosen] = Vector256.Create(0, 0, 0, _prior);
        return chosen;
    }
}
