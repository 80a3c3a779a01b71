namespace Tangram.Planning.Tests;

/// <summary>How a task's latency counts.</summary>
public sealed class BudgetsTests
{
    [Theory]
    [InlineData(0.3, 4, 50)]
    [InlineData(1, 1, 50)]
    [InlineData(4, 4, 50)]
    [InlineData(4.0000000001, 4, 50)]
    [InlineData(4.1, 4, 100)]
    [InlineData(7, 1, 350)]
    public void Items_of_one_request_queue_behind_each_other_in_whole_batches(double items, int batch, double expected) =>
        Assert.Equal(expected, Budgets.EffectiveMilliseconds(50, batch, items), 1e-9);

    [Fact]
    public void Operators_of_one_requests_items_run_one_after_another() => Assert.Equal(12.5, Budgets.OperatorMilliseconds(2.5, 5), 1e-9);
}
