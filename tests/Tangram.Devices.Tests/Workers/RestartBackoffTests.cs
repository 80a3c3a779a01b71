using Tangram.Devices.Workers;

namespace Tangram.Devices.Tests.Workers;

public sealed class RestartBackoffTests
{
    [Fact]
    public void Waits_double_up_to_the_longest()
    {
        var backoff = RestartBackoff.Default;

        var waits = Enumerable.Range(0, 8).Select(_ => (int)backoff.Next().TotalMilliseconds);

        Assert.Equal([100, 200, 400, 800, 1600, 3200, 5000, 5000], waits);
    }

    [Fact]
    public void A_worker_that_stayed_healthy_starts_over_at_the_shortest_wait()
    {
        var backoff = RestartBackoff.Default;
        backoff.Next();
        backoff.Lived(TimeSpan.FromSeconds(29));
        Assert.Equal(200, backoff.Next().TotalMilliseconds);

        backoff.Lived(TimeSpan.FromSeconds(30));

        Assert.Equal(100, backoff.Next().TotalMilliseconds);
    }
}
