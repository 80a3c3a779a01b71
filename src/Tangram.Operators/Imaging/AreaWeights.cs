namespace Tangram.Operators.Imaging;

/// <summary>Which source pixels make up each target pixel along one side when shrinking, and with which weights.</summary>
/// <remarks>Every source pixel counts by the part of it that the target pixel covers, so nothing thin is lost between samples.</remarks>
internal sealed class AreaWeights
{
    private readonly int[] _firsts;
    private readonly int[] _counts;
    private readonly float[] _weights;
    private readonly int _most;

    /// <summary>Divides <paramref name="source"/> pixels among <paramref name="target"/> ones; not more.</summary>
    public AreaWeights(int source, int target)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(target, source);
        var step = (double)source / target;
        _most = (int)Math.Ceiling(step) + 1;
        (_firsts, _counts) = (new int[target], new int[target]);
        _weights = new float[target * _most];
        for (var i = 0; i < target; i++)
        {
            var (start, end) = (i * step, (i + 1) * step);
            _firsts[i] = (int)start;
            for (var k = 0; k < _most; k++)
            {
                var covered = Math.Min(end, _firsts[i] + k + 1) - Math.Max(start, _firsts[i] + k);
                if (covered > 0 && _firsts[i] + k < source)
                {
                    _weights[(i * _most) + k] = (float)(covered / step);
                    _counts[i] = k + 1;
                }
            }
        }
    }

    /// <summary>Number of target pixels.</summary>
    public int Count => _firsts.Length;

    /// <summary>The first source pixel of a target pixel.</summary>
    public int First(int target) => _firsts[target];

    /// <summary>The weights of the source pixels from <see cref="First"/> on.</summary>
    public ReadOnlySpan<float> Of(int target) => _weights.AsSpan(target * _most, _counts[target]);
}
