using Tangram.Devices.Workers;
using Tangram.Server.Serving;
using Tangram.Server.Tests.Serving.Fakes;

namespace Tangram.Server.Tests.Serving;

/// <summary>Requests whose processes die of them.</summary>
public sealed class PoisonTests
{
    [Fact]
    public async Task A_request_whose_second_process_dies_is_given_to_no_third_though_one_is_free()
    {
        using var bench = new Bench(processes: 2);
        var (first, second, third) = (bench.Hold(0), new HeldWorker(0), new HeldWorker(0));
        var outcome = bench.RunAsync(3);
        await first.NextAsync();
        bench.Executor.Ready(Bench.Process(0, 1), second);
        bench.Executor.Lost(Bench.Process(0, 0));
        await second.NextAsync();
        bench.Executor.Ready(Bench.Process(0, 0), third);

        bench.Executor.Lost(Bench.Process(0, 1));

        Assert.EndsWith("died running this request, so it is not run again", Assert.IsType<Outcome.Failed>(await Bench.Ended(outcome)).Message, StringComparison.Ordinal);
        Assert.True(third.IsIdle);
        Assert.Equal(0, bench.Executor.RequestsInFlight);
    }

    [Fact]
    public async Task One_item_on_which_the_model_fails_takes_no_other_of_its_batch_with_it()
    {
        using var bench = new Bench();
        var worker = bench.Hold(0);
        var first = bench.RunAsync(1);
        var running = await worker.NextAsync();
        var (good, bad, better) = (bench.RunAsync(2), bench.RunAsync(3), bench.RunAsync(4));
        bench.Executor.Ready(Bench.Process(1), new QuickWorker(1));
        running.Finish();
        var together = await worker.NextAsync();

        together.Fail(new ModelFailedException("it holds a three"));
        (await worker.NextAsync()).Finish();
        (await worker.NextAsync()).Fail(new ModelFailedException("it holds a three"));
        (await worker.NextAsync()).Finish();

        Assert.Equal(3, together.Size);
        Assert.IsType<Outcome.Answered>(await Bench.Ended(first));
        Assert.IsType<Outcome.Answered>(await Bench.Ended(good));
        Assert.IsType<Outcome.Answered>(await Bench.Ended(better));
        Assert.Equal("segment split-0: it holds a three", Assert.IsType<Outcome.Failed>(await Bench.Ended(bad)).Message);
        Assert.Equal(0, bench.Executor.RequestsInFlight);
    }
}
