using Tangram.Prediction.Bounds;
using Tangram.Prediction.Predictors;
using Tangram.Prediction.Tests.Worlds;

namespace Tangram.Prediction.Tests.Bounds;

public sealed class SlowdownBoundTests
{
    private const int Rows = 100_000;
    private static readonly Runner Own = new(new Signature("own", 0.5, 0.5), 1, 0.5);
    private static readonly CoRunner[] One = [new(Own, 1)];

    public static TheoryData<string, string, double> Cases
    {
        get
        {
            var cases = new TheoryData<string, string, double>();
            foreach (var stream in Streams.All.Keys)
            {
                foreach (var coverage in (double[])[0.9, 0.95, 0.99])
                {
                    cases.Add(stream, "none", coverage);
                    cases.Add(stream, "linear-rls", coverage);
                }
            }

            return cases;
        }
    }

    public static TheoryData<string> Worlds => [.. WorldKind.All.Select(w => w.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Bounds_are_kept_as_often_as_was_asked_for(string stream, string predictor, double coverage)
    {
        var bound = new SlowdownBound(PredictorCatalog.Predictors.Create(predictor), coverage);
        var random = new Random(21);
        var kept = 0;
        for (var row = 0; row < Rows; row++)
        {
            var slowdown = Streams.All[stream](random, row);
            kept += slowdown <= bound.Predict(new Colocation(Own, One)).Bound ? 1 : 0;
            bound.Observe(new Colocation(Own, One), slowdown);
        }

        Assert.Equal(coverage, kept / (double)Rows, 0.005);
    }

    [Theory]
    [MemberData(nameof(Worlds))]
    public void So_they_are_in_every_world_alone_beside_one_and_beside_several(string world)
    {
        const double coverage = 0.95;
        var bound = new SlowdownBound(new AdaptiveSlowdown(), coverage);
        var (kept, all) = (new double[3], new double[3]);
        foreach (var row in new World(22, WorldKind.All.Single(w => w.Name == world).Kind).Take(Rows))
        {
            var kind = Math.Min(2, row.Beside.Length);
            kept[kind] += row.Slowdown <= bound.Predict(row.Colocation).Bound ? 1 : 0;
            all[kind]++;
            bound.Observe(row.Colocation, row.Slowdown);
        }

        Assert.Equal(coverage, kept.Sum() / all.Sum(), 0.005);
        Assert.All(kept.Zip(all).Where(k => k.Second > 0), k => Assert.Equal(coverage, k.First / k.Second, 0.005));
    }

    [Theory]
    [InlineData("stationary", 0.5)]
    [InlineData("stationary", 0.9)]
    [InlineData("stationary", 0.99)]
    [InlineData("pareto", 0.9)]
    [InlineData("pareto", 0.99)]
    [InlineData("log-normal", 0.95)]
    public void Bounds_are_no_wider_than_the_true_quantile_by_a_tenth(string stream, double coverage)
    {
        var bound = new SlowdownBound(new NoSlowdown(), coverage);
        var random = new Random(23);
        var slowdowns = new double[Rows];
        var sum = 0.0;
        for (var row = 0; row < Rows; row++)
        {
            slowdowns[row] = Streams.All[stream](random, row);
            sum += bound.Predict(new Colocation(Own, One)).Bound;
            bound.Observe(new Colocation(Own, One), slowdowns[row]);
        }

        Array.Sort(slowdowns);
        Assert.InRange(sum / Rows / slowdowns[(int)(coverage * Rows)], 0.9, 1.1);
    }

    [Fact]
    public void Before_enough_was_seen_the_bound_is_twice_the_prediction_or_the_largest_ratio()
    {
        var bound = new SlowdownBound(new NoSlowdown(), 0.9);

        Assert.Equal(new SlowdownForecast(1, 2), bound.Predict(new Colocation(Own, One)));
        bound.Observe(new Colocation(Own, One), 1.2);
        Assert.Equal(2, bound.Predict(new Colocation(Own, One)).Bound);
        bound.Observe(new Colocation(Own, One), 3);
        Assert.Equal(3, bound.Predict(new Colocation(Own, One)).Bound, 0.02);
        Assert.Equal(2, bound.Predict(new Colocation(Own, [])).Bound);
        for (var row = 0; row < 100; row++)
        {
            bound.Observe(new Colocation(Own, One), 1.2);
        }

        Assert.Equal(1.2, bound.Predict(new Colocation(Own, One)).Bound, 0.01);
    }

    [Fact]
    public void A_stream_without_any_spread_is_never_missed_and_bounded_closely()
    {
        var bound = new SlowdownBound(new NoSlowdown(), 0.95);
        for (var row = 0; row < 10_000; row++)
        {
            Assert.True(bound.Predict(new Colocation(Own, One)).Bound >= 1.5);
            bound.Observe(new Colocation(Own, One), 1.5);
        }

        Assert.Equal(1.5, bound.Predict(new Colocation(Own, One)).Bound, 0.01);
    }

    [Fact]
    public void What_was_forecast_from_less_knowledge_is_judged_by_the_forecast_that_was_given()
    {
        // What ran beside a batch is known only once it has ended, and makes all the difference.
        var bound = new SlowdownBound(new AdaptiveSlowdown(), 0.95);
        var random = new Random(24);
        var kept = 0;
        for (var row = 0; row < Rows; row++)
        {
            var overlap = random.NextDouble();
            var forecast = bound.Predict(new Colocation(Own, [new CoRunner(Own, 0.5)]));
            kept += 1 + overlap <= forecast.Bound ? 1 : 0;
            bound.Observe(new Colocation(Own, [new CoRunner(Own, overlap)]), 1 + overlap, new Colocation(Own, [new CoRunner(Own, 0.5)]), forecast);
        }

        Assert.Equal(0.95, kept / (double)Rows, 0.005);
        Assert.Equal(1.9, bound.Predictor.Predict(new Colocation(Own, [new CoRunner(Own, 0.9)])), 0.05);
    }

    [Fact]
    public void A_predictor_that_is_fitted_once_is_not_taught_by_its_bound()
    {
        var bound = new SlowdownBound(new OfflineLinear(), 0.95);
        for (var row = 0; row < 100; row++)
        {
            bound.Observe(new Colocation(Own, One), 1.8);
        }

        Assert.Equal(1, bound.Predict(new Colocation(Own, One)).Expected);
        Assert.Equal(1.8, bound.Predict(new Colocation(Own, One)).Bound, 0.01);
    }

    [Fact]
    public void What_is_saved_or_copied_goes_on_alike()
    {
        var rows = new World(25, WorldKind.Everything).Take(8000);
        var bound = new SlowdownBound(new AdaptiveSlowdown(), 0.9);
        foreach (var row in rows.Take(4000))
        {
            bound.Observe(row.Colocation, row.Slowdown);
        }

        var copy = bound.Copy();
        var restored = new SlowdownBound(new AdaptiveSlowdown(), 0.9);
        restored.Observe(rows[0].Colocation, 9);
        restored.Restore(bound.Save());

        foreach (var row in rows.Skip(4000))
        {
            Assert.Equal(bound.Predict(row.Colocation), copy.Predict(row.Colocation));
            Assert.Equal(bound.Predict(row.Colocation), restored.Predict(row.Colocation));
            bound.Observe(row.Colocation, row.Slowdown);
            copy.Observe(row.Colocation, row.Slowdown);
            restored.Observe(row.Colocation, row.Slowdown);
        }
    }

    [Fact]
    public void What_was_saved_for_another_coverage_is_refused() =>
        Assert.Throws<FormatException>(() => new SlowdownBound(new NoSlowdown(), 0.9).Restore(new SlowdownBound(new NoSlowdown(), 0.95).Save()));

    [Theory]
    [InlineData(0.49)]
    [InlineData(0.9991)]
    [InlineData(double.NaN)]
    public void A_coverage_out_of_range_is_refused(double coverage) => Assert.Throws<ArgumentOutOfRangeException>(() => new SlowdownBound(new NoSlowdown(), coverage));

    [Fact]
    public void Bounding_allocates_nothing()
    {
        var bound = new SlowdownBound(new RecursiveLinear(), 0.99);
        Round(bound);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Round(bound);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        static void Round(SlowdownBound bound)
        {
            for (var row = 0; row < 10_000; row++)
            {
                bound.Observe(new Colocation(Own, One), 1 + (row % 100 / 100.0));
            }
        }
    }
}
