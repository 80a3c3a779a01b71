using System.Text.Json;
using Tangram.Scheduling.Logging;
using Tangram.Scheduling.Tests.Driving;

namespace Tangram.Scheduling.Tests.Logging;

public sealed class LogHeaderTests
{
    [Fact]
    public void A_header_is_read_as_it_was_written_and_gives_an_equal_layout() => Seeds.ForAll(50, seed =>
    {
        var (layout, choice) = (Workload.Create(seed).Layout, RandomPolicies.Choose(seed));
        var written = JsonSerializer.Serialize(LogHeader.Of(layout, choice), LogJson.Default.LogHeader);
        var read = JsonSerializer.Deserialize(written, LogJson.Default.LogHeader)!;

        Assert.Equal(choice, read.Policies);
        AssertEqual(layout, read.ToLayout());
        Assert.Equal(written, JsonSerializer.Serialize(LogHeader.Of(read.ToLayout(), read.Policies), LogJson.Default.LogHeader));
    });

    [Fact]
    public void A_run_on_the_layout_that_was_read_decides_the_same() => Seeds.ForAll(20, seed =>
    {
        var (workload, choice) = (Workload.Create(seed, withDeaths: true), RandomPolicies.Choose(seed));
        var read = JsonSerializer.Deserialize(JsonSerializer.Serialize(LogHeader.Of(workload.Layout, choice), LogJson.Default.LogHeader), LogJson.Default.LogHeader)!;
        var first = new VirtualShell(workload, choice.Create());
        var second = new VirtualShell(workload.On(read.ToLayout()), read.Policies.Create());
        first.Run();
        second.Run();

        Assert.Equal(first.Ledger.Log, second.Ledger.Log);
    });

    private static void AssertEqual(Layout expected, Layout actual)
    {
        Assert.Equal(expected.Applications, actual.Applications);
        Assert.All(expected.Tasks.Zip(actual.Tasks), pair =>
        {
            Assert.Equal(pair.First.Children, pair.Second.Children);
            Assert.Equal(pair.First.Shares, pair.Second.Shares);
            Assert.Equal(pair.First, pair.Second with { Children = pair.First.Children, Shares = pair.First.Shares });
        });
        Assert.All(expected.Segments.Zip(actual.Segments), pair =>
        {
            var sizes = Enumerable.Range(1, pair.First.MaxBatch);
            Assert.Equal(pair.First.Tasks, pair.Second.Tasks);
            Assert.Equal(sizes.Select(pair.First.Latency.Of), sizes.Select(pair.Second.Latency.Of));
            Assert.Equal(pair.First.Latency.Knee, pair.Second.Latency.Knee);
            Assert.Equal(pair.First, pair.Second with { Tasks = pair.First.Tasks, Latency = pair.First.Latency });
        });
        Assert.Equal((expected.Tasks.Count, expected.Segments.Count), (actual.Tasks.Count, actual.Segments.Count));
    }
}
