using Tangram.Core.Files;
using Tangram.Prediction.Evaluation;
using Tangram.Prediction.Observations;

namespace Tangram.Prediction.Tests.Evaluation;

public sealed class DivisionsTests
{
    [Theory]
    [InlineData(100, 0.75, 75)]
    [InlineData(100, 0.29, 29)]
    [InlineData(7, 0.9, 6)]
    public void A_split_trains_on_the_first_and_tests_on_the_others(int count, double share, int training)
    {
        var division = Divisions.Split(Batches.Many(count, i => Batches.Of(i, 1)), share);

        Assert.Equal(Enumerable.Range(0, training).Select(i => i.ToString()), division.Training.Select(o => o.Batch));
        Assert.Equal(Enumerable.Range(training, count - training).Select(i => i.ToString()), division.Test.Select(o => o.Batch));
    }

    [Theory]
    [InlineData(1, 0.75, "holds 1 batch; at least 6 are needed to fit a model")]
    [InlineData(6, 0.5, "holds 6 batches, of which 3 are to be trained on; at least 6 are needed to fit a model")]
    [InlineData(8, 0.99, "holds 8 batches, of which a split of 0.99 leaves none to test on; give a lower one")]
    public void Too_few_are_refused(int count, double share, string message) =>
        Assert.Equal(message, Assert.Throws<InvalidFileException>(() => Divisions.Split(Batches.Many(count, i => Batches.Of(i, 1)), share)).Message);

    [Fact]
    public void Load_trains_up_to_the_median_and_tests_above()
    {
        var division = Divisions.Of(Batches.Many(40, i => Batches.Overlapping(i, 1, "a", 1, ("b", i % 4 / 10.0), ("b", i % 4 / 10.0))), Drift.Load);

        Assert.Equal(20, division.Training.Count);
        Assert.All(division.Training, o => Assert.True(int.Parse(o.Batch) % 4 < 2));
        Assert.All(division.Test, o => Assert.True(int.Parse(o.Batch) % 4 >= 2));
        Assert.Equal(("batches with a load of at most 0.2", "batches with a load above 0.2"), (division.TrainedOn, division.TestedOn));
    }

    [Fact]
    public void Where_most_have_the_highest_load_those_are_tested_on()
    {
        var division = Divisions.Of(Batches.Many(40, i => Batches.Overlapping(i, 1, "a", 1, ("b", i % 4 == 0 ? 0.25 : 1))), Drift.Load);

        Assert.Equal((10, 30), (division.Training.Count, division.Test.Count));
    }

    [Fact]
    public void One_load_throughout_is_refused() =>
        AssertRefused("cannot be divided by load: every batch shares 1 of its life with others; batches with more and with fewer beside them are needed", Batches.Many(40, i => Batches.Of(i, 1, beside: "b")), Drift.Load);

    [Fact]
    public void Models_tests_on_variants_that_are_in_no_batch_trained_on()
    {
        var random = new Random(1);
        var observations = Batches.Many(600, i => Batches.Of(i, 1, $"v{random.Next(6)}", 1, $"v{random.Next(6)}"));

        var division = Divisions.Of(observations, Drift.Models);

        var tested = division.Test.Select(o => o.Own.Signature.Variant).ToHashSet();
        Assert.DoesNotContain(division.Training, o => tested.Contains(o.Own.Signature.Variant) || o.Beside.Any(b => tested.Contains(b.Runner.Signature.Variant)));
        Assert.True(Math.Min(division.Training.Count, division.Test.Count) > 150, $"{division.Training.Count} and {division.Test.Count}");
        Assert.Equal(division.Test, Divisions.Of(observations, Drift.Models).Test);
        Assert.Equal($"batches of {string.Join(", ", tested.Order())}", division.TestedOn);
    }

    [Fact]
    public void Of_two_variants_that_also_run_alone_one_is_left_out()
    {
        var division = Divisions.Of(Batches.Many(40, i => i % 2 == 0 ? Batches.Of(i, 1, "a") : Batches.Of(i, 1, "b", 1, "a")), Drift.Models);

        Assert.Equal((20, 20), (division.Training.Count, division.Test.Count));
        Assert.All(division.Test, o => Assert.Equal("b", o.Own.Signature.Variant));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("b")]
    public void Variants_of_which_none_can_be_left_out_are_refused(string beside) =>
        AssertRefused("cannot be divided by models: no variant can be left out such that there is something to train on; batches without it are needed", Batches.Many(40, i => Batches.Of(i, 1, "a", 1, beside)), Drift.Models);

    [Fact]
    public void Concurrency_trains_on_pairs_and_tests_on_more()
    {
        var division = Divisions.Of(Batches.Many(40, i => Batches.Of(i, 1, "a", 1, [.. Enumerable.Repeat("b", i % 4)])), Drift.Concurrency);

        Assert.All(division.Training, o => Assert.InRange(o.Beside.Count, 0, 1));
        Assert.All(division.Test, o => Assert.InRange(o.Beside.Count, 2, 3));
        Assert.Equal((20, 20), (division.Training.Count, division.Test.Count));
    }

    [Theory]
    [InlineData(1, "cannot be divided by concurrency: no batch ran beside two others; rows with one batch_id name several co-runners")]
    [InlineData(2, "cannot be divided by concurrency: every batch ran beside two and more; batches beside at most one are needed to train on")]
    public void One_concurrency_throughout_is_refused(int beside, string message) =>
        AssertRefused(message, Batches.Many(40, i => Batches.Of(i, 1, "a", 1, [.. Enumerable.Repeat("b", beside)])), Drift.Concurrency);

    [Fact]
    public void A_side_with_too_few_to_train_on_is_refused() =>
        AssertRefused("holds 40 batches, of which 5 are to be trained on; at least 6 are needed to fit a model", Batches.Many(40, i => Batches.Of(i, 1, "a", 1, [.. Enumerable.Repeat("b", i < 5 ? 1 : 2)])), Drift.Concurrency);

    private static void AssertRefused(string message, IReadOnlyList<Observation> observations, Drift drift) =>
        Assert.Equal(message, Assert.Throws<InvalidFileException>(() => Divisions.Of(observations, drift)).Message);
}
