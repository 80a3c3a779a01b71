using Tangram.Prediction;

namespace Tangram.Scenarios.Predicting;

/// <summary>A made-up batch that ended.</summary>
/// <param name="Own">What ran.</param>
/// <param name="Beside">What ran beside it.</param>
/// <param name="Slowdown">How many times longer than alone it took.</param>
internal sealed record ColocatedBatch(Runner Own, CoRunner[] Beside, double Slowdown)
{
    private const int Variants = 8;

    /// <summary>Makes up batches of eight variants, in which pairs do to each other what no feature says.</summary>
    /// <param name="count">How many.</param>
    /// <param name="beside">Co-runners of each.</param>
    public static ColocatedBatch[] Draw(int count, int beside)
    {
        var random = new Random(1);
        var signatures = Enumerable.Range(0, Variants).Select(i => new Signature($"variant-{i}", random.NextDouble(), random.NextDouble())).ToArray();
        var batches = new ColocatedBatch[count];
        for (var i = 0; i < count; i++)
        {
            var own = Runner(random.Next(Variants));
            var others = Enumerable.Range(0, beside).Select(_ => new CoRunner(Runner(random.Next(Variants)), random.NextDouble())).ToArray();
            var excess = others.Sum(o => o.Weight * ((0.4 * o.Runner.Signature.Dram * own.Signature.Dram) + (0.1 * ((own.Signature.Variant[^1] ^ o.Runner.Signature.Variant[^1]) & 7))));
            batches[i] = new ColocatedBatch(own, others, (1 + excess) * (0.95 + (0.1 * random.NextDouble())));
        }

        return batches;

        Runner Runner(int variant) => new(signatures[variant], 1 << random.Next(4), 1.0 / 7);
    }
}
