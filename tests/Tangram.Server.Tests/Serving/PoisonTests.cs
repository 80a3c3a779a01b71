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

        Assert.EndsWith("died 2 times, so it is not run again", Assert.IsType<Outcome.Failed>(await Bench.Ended(outcome)).Message, StringComparison.Ordinal);
        Assert.True(third.IsIdle);
        Assert.Equal(0, bench.Executor.RequestsInFlight);
    }
}
