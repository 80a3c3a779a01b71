using System.Text;
using Tangram.Core.Time;
using Tangram.Protocol.OpenInference.Models;
using Tangram.Server.Metrics;
using Tangram.Server.Serving;

namespace Tangram.Server.Tests.Metrics;

public sealed class ModelCountersTests
{
    private readonly ModelCounters _counters = new("m", "3");

    [Fact]
    public void Requests_and_batches_are_counted_with_their_times()
    {
        var times = new RequestTimes(At(0));
        times.Ran(new BatchTimes(At(2), At(3), At(7), At(8)));
        _counters.Began();
        _counters.Ran(4, new BatchTimes(At(2), At(3), At(7), At(8)), DateTimeOffset.FromUnixTimeMilliseconds(77));
        _counters.Answered(TimeSpan.FromMilliseconds(9), times);

        var read = _counters.Read();

        Assert.Equal((77L, 4L, 1L, 0), (read.LastInferenceMilliseconds, read.InferenceCount, read.ExecutionCount, _counters.Pending));
        Assert.Equal((Once(9), Once(2), Once(1), Once(4), Once(1)), (read.Success, read.Queue, read.ComputeInput, read.ComputeInfer, read.ComputeOutput));
        Assert.Equal(new BatchStatistic(4, Once(1), Once(4), Once(1)), Assert.Single(read.Batches));
    }

    [Fact]
    public void Of_batches_beside_each_other_only_what_comes_after_the_first_counts()
    {
        var times = new RequestTimes(At(0));
        times.Ran(new BatchTimes(At(1), At(2), At(6), At(7)));
        times.Ran(new BatchTimes(At(1), At(3), At(9), At(10)));
        times.Ran(new BatchTimes(At(1), At(2), At(4), At(5)));

        Assert.Equal(At(10) - At(0), times.Queue + times.Input + times.Infer + times.Output);
        Assert.Equal(TimeSpan.FromMilliseconds(6), times.Infer);
    }

    [Fact]
    public void Failures_are_told_apart_by_their_reason()
    {
        _counters.Began();
        _counters.Failed("dropped", TimeSpan.FromMilliseconds(5));
        _counters.Refused("refused", TimeSpan.Zero);
        _counters.Refused("refused", TimeSpan.Zero);

        Assert.Equal([("dropped", 1L), ("refused", 2L)], _counters.Failures());
        Assert.Equal((3L, 0), (_counters.Read().Fail.Count, _counters.Pending));
    }

    [Fact]
    public void They_are_shown_under_the_names_that_triton_has()
    {
        _counters.Began();
        _counters.Ran(2, new BatchTimes(At(0), At(0), At(1), At(1)), DateTimeOffset.UnixEpoch);
        _counters.Answered(TimeSpan.FromMilliseconds(9), new RequestTimes(At(0)));
        _counters.Refused("refused", TimeSpan.Zero);
        var page = new StringBuilder();

        TritonMetrics.Write(page, [_counters]);

        Assert.Contains("\nnv_inference_request_success{model=\"m\",version=\"3\"} 1\n", page.ToString(), StringComparison.Ordinal);
        Assert.Contains("\nnv_inference_count{model=\"m\",version=\"3\"} 2\n", page.ToString(), StringComparison.Ordinal);
        Assert.Contains("\nnv_inference_request_duration_us{model=\"m\",version=\"3\"} 9000\n", page.ToString(), StringComparison.Ordinal);
        Assert.Contains("\nnv_inference_request_failure{model=\"m\",version=\"3\",reason=\"refused\"} 1\n", page.ToString(), StringComparison.Ordinal);
    }

    private static Instant At(int milliseconds) => Instant.Start + TimeSpan.FromMilliseconds(milliseconds);

    private static DurationStatistic Once(int milliseconds) => new(1, milliseconds * 1_000_000L);
}
