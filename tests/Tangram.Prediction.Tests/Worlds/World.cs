namespace Tangram.Prediction.Tests.Worlds;

/// <summary>Made-up batches whose true slowdown is known: contention as features say, effects of pairs that no feature says, noise, change.</summary>
internal sealed class World
{
    private const int Variants = 8;
    private readonly Random _random;
    private readonly WorldKind _kind;
    private readonly (double L2, double Dram)[] _base = new (double, double)[Variants];
    private readonly Signature[,] _signatures = new Signature[Variants, 4];
    private readonly double[,] _pairs = new double[Variants, Variants];
    private readonly double[] _popularity = new double[Variants];
    private long _row;

    public World(int seed, WorldKind kind)
    {
        (_random, _kind) = (new Random(seed), kind);
        for (var v = 0; v < Variants; v++)
        {
            _base[v] = (_random.NextDouble(), _random.NextDouble());
            _popularity[v] = 1.0 / (1 + v);
            for (var b = 0; b < 4; b++)
            {
                _signatures[v, b] = new Signature($"v{v}", Math.Min(1, _base[v].L2 * (0.7 + (0.1 * b))), Math.Min(1, _base[v].Dram * (0.7 + (0.1 * b))));
            }
        }

        DrawPairs();
    }

    public WorldRow Next()
    {
        _row++;
        if (_kind.JumpEvery > 0 && _row % _kind.JumpEvery == 0)
        {
            DrawPairs();
        }

        var (own, ownBatch) = Draw();
        var beside = new CoRunner[_kind.Pairs ? 1 : _random.Next(_kind.MostBeside + 1)];
        var (sum, speed) = (0.0, 1.0);
        for (var i = 0; i < beside.Length; i++)
        {
            var (other, otherBatch) = Draw();
            var weight = _kind.Overlaps ? _random.NextDouble() : 1;
            beside[i] = new CoRunner(Runner(other, otherBatch), weight);
            var excess = Excess(own, ownBatch, other, otherBatch);
            sum += weight * excess;
            speed *= 1 - (weight * (1 - (1 / (1 + excess))));
        }

        var truth = _kind.Speeds ? 1 / speed : 1 + sum;
        return new WorldRow(Runner(own, ownBatch), beside, truth, truth * Noise());
    }

    public List<WorldRow> Take(int rows) => [.. Enumerable.Range(0, rows).Select(_ => Next())];

    private static double Square(double value) => value * value;

    private (int Variant, int Batch) Draw()
    {
        var at = _random.NextDouble() * _popularity.Sum();
        var variant = 0;
        while (variant < Variants - 1 && at > _popularity[variant])
        {
            at -= _popularity[variant++];
        }

        return (variant, _random.Next(4));
    }

    private Runner Runner(int variant, int batch) => new(_signatures[variant, batch], 1 << batch, (1 + (variant % 3)) / 7.0);

    // gpulet's coefficients for the 2080 Ti in the linear world.
    private double Excess(int own, int ownBatch, int other, int otherBatch)
    {
        var (mine, theirs) = (_signatures[own, ownBatch], _signatures[other, otherBatch]);
        var linear = (0.1129 * mine.L2) + (0.7160 * theirs.L2) + (0.3549 * mine.Dram) + (0.0882 * theirs.Dram) + 0.8954 - 1;
        if (_kind.PairSpread <= 0)
        {
            return linear;
        }

        var contention = (0.3 * mine.L2 * theirs.L2) + (0.6 * mine.Dram * theirs.Dram) + Math.Max(0, mine.Dram + theirs.Dram - 1);
        return Math.Max(0, ((0.5 * linear) + (0.5 * contention) + _pairs[own, other]) * (0.8 + (0.1 * otherBatch)));
    }

    private void DrawPairs()
    {
        for (var own = 0; own < Variants; own++)
        {
            for (var other = 0; other < Variants; other++)
            {
                _pairs[own, other] = _kind.PairSpread * Square(_random.NextDouble());
            }
        }
    }

    private double Noise()
    {
        var normal = Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
        var noise = Math.Exp(_kind.Noise * normal);
        return _random.NextDouble() < _kind.WildShare ? noise * Math.Pow(1 - _random.NextDouble(), -1 / 1.5) : noise;
    }
}
