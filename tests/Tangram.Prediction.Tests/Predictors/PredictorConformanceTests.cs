using Tangram.Prediction.Predictors;
using Tangram.Prediction.Tests.Worlds;

namespace Tangram.Prediction.Tests.Predictors;

/// <summary>What holds for every predictor in the catalogue.</summary>
public sealed class PredictorConformanceTests
{
    public static TheoryData<string> Names => [.. PredictorCatalog.Predictors.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_million_updates_leave_it_sane_and_right(string name)
    {
        var predictor = PredictorCatalog.Predictors.Create(name);
        var rows = new World(2, WorldKind.Crowds).Take(10_000);
        for (var i = 0; i < 1_000_000; i++)
        {
            var row = rows[i % rows.Count];
            predictor.Observe(row.Colocation, row.Slowdown);
        }

        AssertSane(predictor, rows);
        var error = rows.Average(r => Math.Abs(predictor.Predict(r.Colocation) - r.Truth) / r.Truth);
        Assert.InRange(error, 0, 0.6);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_million_equal_rows_leave_it_sane_and_able_to_learn_others(string name)
    {
        var predictor = PredictorCatalog.Predictors.Create(name);
        var rows = new World(3, WorldKind.Crowds).Take(1000);
        var same = rows.First(r => r.Beside.Length == 1);
        for (var i = 0; i < 1_000_000; i++)
        {
            predictor.Observe(same.Colocation, 1.25);
        }

        AssertSane(predictor, rows);
        if (name != "none")
        {
            Assert.Equal(1.25, predictor.Predict(same.Colocation), 1e-3);
        }

        foreach (var row in rows)
        {
            predictor.Observe(row.Colocation, row.Slowdown);
        }

        AssertSane(predictor, rows);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Absurd_but_finite_inputs_do_not_spoil_it(string name)
    {
        var predictor = PredictorCatalog.Predictors.Create(name);
        var random = new Random(9);
        double[] absurd = [0, -1, 1e300, -1e300, double.Epsilon, double.MaxValue, 1e-300, 0.5, double.NaN, double.PositiveInfinity];
        double Any() => absurd[random.Next(absurd.Length)];
        for (var i = 0; i < 20_000; i++)
        {
            var beside = new CoRunner[random.Next(4) == 0 ? 300 : random.Next(3)];
            for (var k = 0; k < beside.Length; k++)
            {
                beside[k] = new CoRunner(new Runner(new Signature($"v{random.Next(5)}", Any(), Any()), random.Next(3) * (int.MaxValue / 2), Any()), Any());
            }

            var own = new Runner(new Signature($"v{random.Next(5)}", Any(), Any()), int.MinValue + i, Any());
            predictor.Observe(new Colocation(own, beside), absurd[random.Next(8)]);
            Assert.InRange(predictor.Predict(new Colocation(own, beside)), 0.1, 100);
        }

        var rows = new World(4, WorldKind.PairEffects).Take(20_000);
        foreach (var row in rows)
        {
            predictor.Observe(row.Colocation, row.Slowdown);
        }

        AssertSane(predictor, rows);
        if (predictor.LearnsOnline && name != "constant")
        {
            Assert.InRange(rows.Skip(10_000).Average(r => Math.Abs(predictor.Predict(r.Colocation) - r.Truth) / r.Truth), 0, 0.3);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_slowdown_that_is_not_finite_is_refused_or_without_effect(string name)
    {
        var predictor = PredictorCatalog.Predictors.Create(name);
        var row = new World(5, WorldKind.Linear).Next();
        foreach (var slowdown in (double[])[double.NaN, double.PositiveInfinity])
        {
            if (name == NoSlowdown.Name)
            {
                predictor.Observe(row.Colocation, slowdown);
            }
            else
            {
                Assert.Throws<ArgumentOutOfRangeException>(() => predictor.Observe(row.Colocation, slowdown));
            }
        }

        Assert.Equal(1, predictor.Predict(row.Colocation));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_saved_and_restored_goes_on_to_the_bit_as_the_one_that_was_saved(string name)
    {
        var saved = PredictorCatalog.Predictors.Create(name);
        var rows = new World(6, WorldKind.Everything).Take(4000);
        foreach (var row in rows)
        {
            saved.Observe(row.Colocation, row.Slowdown);
        }

        var restored = PredictorCatalog.Predictors.Create(name);
        restored.Observe(rows[7].Colocation, 3);
        restored.Restore(saved.Save());

        AssertSame(saved, restored, rows);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_copy_goes_on_alike_and_by_itself(string name)
    {
        var predictor = PredictorCatalog.Predictors.Create(name);
        var rows = new World(8, WorldKind.Everything).Take(4000);
        foreach (var row in rows)
        {
            predictor.Observe(row.Colocation, row.Slowdown);
        }

        var copy = predictor.Copy();
        var before = rows.Take(50).Select(r => copy.Predict(r.Colocation)).ToList();
        var twin = predictor.Copy();
        foreach (var row in rows)
        {
            twin.Observe(row.Colocation, 5);
        }

        Assert.Equal(before, rows.Take(50).Select(r => copy.Predict(r.Colocation)));
        AssertSame(predictor, copy, rows);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_another_kind_saved_is_refused(string name)
    {
        var other = PredictorCatalog.Predictors.Names.First(n => n != name);

        var fault = Assert.Throws<FormatException>(() => PredictorCatalog.Predictors.Create(name).Restore(PredictorCatalog.Predictors.Create(other).Save()));

        Assert.Equal($"predictor: was saved by '{other}', this is '{name}'", fault.Message);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_saved_in_part_is_refused(string name)
    {
        var state = PredictorCatalog.Predictors.Create(name).Save();

        Assert.All(state.Numbers.Keys, missing => Assert.Throws<FormatException>(() => PredictorCatalog.Predictors.Create(name).Restore(
            state with { Numbers = state.Numbers.Where(n => n.Key != missing).ToDictionary(n => n.Key, n => n.Value) })));
        Assert.All(state.Numbers.Values.SelectMany(v => v), n => Assert.True(double.IsFinite(n)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Predicting_and_observing_allocate_nothing(string name)
    {
        var predictor = PredictorCatalog.Predictors.Create(name);
        var rows = new World(10, WorldKind.Everything).Take(2000);
        var sum = Round(predictor, rows);

        var before = GC.GetAllocatedBytesForCurrentThread();
        sum += Round(predictor, rows);
        var after = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal(0, after - before);
        Assert.True(sum > 0);

        static double Round(ISlowdownPredictor predictor, List<WorldRow> rows)
        {
            var sum = 0.0;
            for (var i = 0; i < rows.Count; i++)
            {
                sum += predictor.Predict(rows[i].Colocation);
                predictor.Observe(rows[i].Colocation, rows[i].Slowdown);
            }

            return sum;
        }
    }

    private static void AssertSane(ISlowdownPredictor predictor, List<WorldRow> rows) =>
        Assert.All(rows, r => Assert.InRange(predictor.Predict(r.Colocation), 0.1, 100));

    private static void AssertSame(ISlowdownPredictor one, ISlowdownPredictor other, List<WorldRow> rows)
    {
        foreach (var row in rows)
        {
            Assert.Equal(one.Predict(row.Colocation), other.Predict(row.Colocation));
            one.Observe(row.Colocation, row.Slowdown);
            other.Observe(row.Colocation, row.Slowdown);
        }
    }
}
