using Tangram.Prediction;
using Tangram.Prediction.Bounds;
using Tangram.Prediction.Observations;
using Tangram.Prediction.Serving;
using Tangram.Prediction.Signals;
using Tangram.Server.Learning;

namespace Tangram.Server.Tests.Learning;

public sealed class SlowdownTeacherTests
{
    private static readonly Runner Own = new(new Signature("own", 0.3, 0.3), 1, 0.5);
    private static readonly Runner Other = new(new Signature("other", 0.6, 0.6), 1, 0.5);
    private static readonly PredictionSetup Setup = new(new PredictionChoice { Predictor = "constant" }, []);

    [Fact]
    public async Task Learning_that_hangs_never_blocks_who_tells_it()
    {
        using var hangs = new ManualResetEventSlim();
        using var began = new ManualResetEventSlim();
        var teacher = new SlowdownTeacher(
            Setup,
            _ =>
            {
                began.Set();
                hangs.Wait(TestContext.Current.CancellationToken);
            },
            log: null,
            TimeProvider.System);
        teacher.Tell(Batch(2));
        Assert.True(began.Wait(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));

        // Many more than it can keep, on this thread, while it hangs: this would not end if it waited.
        for (var i = 0; i < 20_000; i++)
        {
            teacher.Tell(Batch(2));
        }

        Assert.InRange(teacher.PassedOver, 10_000, 20_000);
        hangs.Set();
        await teacher.DisposeAsync();
    }

    [Fact]
    public async Task What_it_hands_out_is_a_copy_that_knows_what_it_was_told()
    {
        var learned = new List<SlowdownBound>();
        await using (var teacher = new SlowdownTeacher(Setup, learned.Add, log: null, TimeProvider.System))
        {
            for (var i = 0; i < 100; i++)
            {
                teacher.Tell(Batch(2));
            }
        }

        Assert.InRange(learned.Count, 1, 100);
        Assert.Equal(learned.Count, learned.Distinct().Count());
        Assert.Equal(2, learned[^1].Predict(new Colocation(Own, [new CoRunner(Other, 1)])).Expected, 0.05);
    }

    [Fact]
    public async Task What_a_batch_showed_is_handed_out_though_no_other_follows()
    {
        using var learned = new SemaphoreSlim(0);
        await using var teacher = new SlowdownTeacher(Setup, _ => learned.Release(), log: null, TimeProvider.System);
        for (var i = 0; i < 3; i++)
        {
            // The later ones come sooner than copies are made.
            teacher.Tell(Batch(2));
            Assert.True(await learned.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        }
    }

    private static FinishedBatch Batch(double slowdown) =>
        new(new Observation("b", Own, 10, 10 * slowdown, [new ObservedCoRunner(Other, new Presence(0, 1, 1))]), new SlowdownForecast(1, 1));
}
