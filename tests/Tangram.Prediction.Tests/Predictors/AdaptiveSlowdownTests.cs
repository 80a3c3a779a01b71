using Tangram.Prediction.Predictors;
using Tangram.Prediction.Tests.Worlds;

namespace Tangram.Prediction.Tests.Predictors;

public sealed class AdaptiveSlowdownTests
{
    public static TheoryData<string, double> Worlds => new()
    {
        // Its error from the truth over that of the best of the others, at most.
        { "pairs", 0.15 },
        { "jumps", 0.3 },
        { "heavy tails", 0.2 },
        { "crowds", 0.25 },
        { "everything", 0.4 },
    };

    [Theory]
    [MemberData(nameof(Worlds))]
    public void Where_pairs_matter_it_is_far_closer_than_every_other(string world, double most)
    {
        var kind = WorldKind.All.Single(w => w.Name == world).Kind;
        var others = PredictorCatalog.Predictors.Names.Where(n => n != AdaptiveSlowdown.Name).Min(n => Error(n, kind));

        Assert.InRange(Error(AdaptiveSlowdown.Name, kind) / others, 0, most);
    }

    [Fact]
    public void Where_the_linear_model_is_right_it_is_hardly_worse() => Assert.InRange(Error("best", WorldKind.Linear), 0, 0.015);

    [Fact]
    public void Drift_detection_is_what_makes_it_quick_after_a_jump() =>
        Assert.InRange(Error("best", WorldKind.Jumps) / Error("best:drift=1e9", WorldKind.Jumps), 0, 0.7);

    [Fact]
    public void A_wild_row_moves_it_little()
    {
        var predictor = new AdaptiveSlowdown();
        var rows = new World(1, WorldKind.PairEffects).Take(5000);
        foreach (var row in rows)
        {
            predictor.Observe(row.Colocation, row.Slowdown);
        }

        var before = predictor.Predict(rows[0].Colocation);
        predictor.Observe(rows[0].Colocation, 90);

        Assert.Equal(before, predictor.Predict(rows[0].Colocation), 0.1 * before);
    }

    [Fact]
    public void More_variants_and_pairs_than_it_keeps_are_no_trouble()
    {
        var predictor = new AdaptiveSlowdown();
        var random = new Random(4);
        var runners = Enumerable.Range(0, 400).Select(i => new Runner(new Signature($"v{i}", random.NextDouble(), random.NextDouble()), 1 + (i % 9), 0.5)).ToArray();
        for (var row = 0; row < 50_000; row++)
        {
            var (own, other) = (runners[random.Next(400)], runners[random.Next(400)]);
            predictor.Observe(new Colocation(own, [new CoRunner(other, 1)]), 1.5);
        }

        Assert.Equal(255, predictor.Save().Variants.Count);
        Assert.Equal(1.5, predictor.Predict(new Colocation(runners[0], [new CoRunner(runners[399], 1)])), 0.01);
    }

    [Fact]
    public void What_variants_of_old_left_behind_makes_room_for_new_ones()
    {
        var predictor = new AdaptiveSlowdown();
        var random = new Random(6);
        var old = Enumerable.Range(0, 120).Select(i => new Runner(new Signature($"old{i}", 0.5, 0.5), 1, 0.5)).ToArray();
        for (var row = 0; row < 200_000; row++)
        {
            predictor.Observe(new Colocation(old[random.Next(120)], [new CoRunner(old[random.Next(120)], 1)]), 1 + random.NextDouble());
        }

        var (a, b, c) = (Fresh("a"), Fresh("b"), Fresh("c"));
        for (var row = 0; row < 2000; row++)
        {
            predictor.Observe(new Colocation(a, [new CoRunner(b, 1)]), 1.2);
            predictor.Observe(new Colocation(a, [new CoRunner(c, 1)]), 2.2);
        }

        Assert.Equal(1.2, predictor.Predict(new Colocation(a, [new CoRunner(b, 1)])), 0.1);
        Assert.Equal(2.2, predictor.Predict(new Colocation(a, [new CoRunner(c, 1)])), 0.1);

        static Runner Fresh(string variant) => new(new Signature(variant, 0.5, 0.5), 1, 0.5);
    }

    // Mean absolute relative error from the truth over the later three quarters, the first of which is all that an offline fit gets.
    private static double Error(string predictor, WorldKind kind)
    {
        var rows = new World(7, kind).Take(20_000);
        var tried = PredictorCatalog.Predictors.Create(predictor);
        var sum = 0.0;
        for (var i = 0; i < rows.Count; i++)
        {
            sum += i >= rows.Count / 4 ? Math.Abs(tried.Predict(rows[i].Colocation) - rows[i].Truth) / rows[i].Truth : 0;
            if (tried.LearnsOnline || i < rows.Count / 4)
            {
                tried.Observe(rows[i].Colocation, rows[i].Slowdown);
            }
        }

        return sum / (rows.Count * 3 / 4);
    }
}
