using Tangram.Prediction;
using Tangram.Prediction.Observations;
using Tangram.Prediction.Signals;
using Tangram.Profiling.Colocations;

namespace Tangram.Profiling.Tests.Colocations;

public sealed class PairTableTests
{
    [Fact]
    public void Slowdowns_are_told_by_who_runs_beside_whom()
    {
        var pairs = PairTable.Of([Beside("a", 1.5, ("b", 0, 1)), Beside("a", 1.7, ("b", 0, 0.4), ("b", 0.4, 0.9)), Beside("a", 1.1, ("c", 0.2, 1)), Beside("b", 2, ("a", 0, 1))]);

        Assert.Equal([("a", "b", 2, 1.6), ("a", "c", 1, 1.1), ("b", "a", 1, 2)], pairs.Select(p => (p.Variant, p.CoVariant, p.Batches, p.MedianSlowdown)));
    }

    [Fact]
    public void Batches_beside_several_variants_beside_two_at_once_or_hardly_beside_anything_belong_to_no_pair() =>
        Assert.Empty(PairTable.Of([Beside("a", 3, ("b", 0, 1), ("c", 0, 1)), Beside("a", 3, ("b", 0, 1), ("b", 0, 0.9)), Beside("a", 1, ("b", 0.9, 1)), Beside("a", 1)]));

    [Fact]
    public void Batches_alone_and_beside_others_are_told_apart()
    {
        IReadOnlyList<Observation> all = [Beside("a", 1), Beside("a", 1.2), Beside("a", 1.8, ("b", 0.9, 1))];

        Assert.Equal((new SlowdownSpread(2, 1.1, 1.19), new SlowdownSpread(1, 1.8, 1.8)), (PairTable.Alone(all), PairTable.Beside(all)));
        Assert.Equal(new SlowdownSpread(0, 0, 0), PairTable.Alone([]));
    }

    private static Observation Beside(string variant, double slowdown, params (string Variant, double From, double To)[] others) =>
        new("1", Runner(variant), 10, 10 * slowdown, [.. others.Select(o => new ObservedCoRunner(Runner(o.Variant), new Presence(o.From, o.To, 0)))]);

    private static Runner Runner(string variant) => new(new Signature(variant, 0, 0), 1, 0.5);
}
