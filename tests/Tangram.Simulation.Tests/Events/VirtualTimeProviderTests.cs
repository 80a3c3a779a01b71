using Tangram.Core.Time;
using Tangram.Simulation.Events;

namespace Tangram.Simulation.Tests.Events;

public sealed class VirtualTimeProviderTests
{
    private readonly EventQueue<Action> _events = new();
    private readonly VirtualTimeProvider _time;
    private readonly List<long> _fired = [];

    public VirtualTimeProviderTests() => _time = new VirtualTimeProvider(_events);

    [Fact]
    public void Time_passes_from_event_to_event()
    {
        var began = _time.GetTimestamp();
        Assert.Equal(VirtualTimeProvider.Epoch, _time.GetUtcNow());
        _events.Schedule(new Instant(TimeSpan.TicksPerSecond), () => { });
        Run();

        Assert.Equal(TimeSpan.FromSeconds(1), _time.GetElapsedTime(began));
        Assert.Equal(VirtualTimeProvider.Epoch.AddSeconds(1), _time.GetUtcNow());
        Assert.Equal(_time.GetUtcNow(), _time.GetLocalNow());
    }

    [Fact]
    public void A_timer_without_a_period_fires_once()
    {
        using var timer = Timer(5, Timeout.Infinite);
        using var other = Timer(7, 0);
        Run();

        Assert.Equal([5, 7], _fired);
    }

    [Fact]
    public void A_timer_with_a_period_fires_at_each()
    {
        using var timer = Timer(5, 3);
        Run(until: 15);

        Assert.Equal([5, 8, 11, 14], _fired);
    }

    [Fact]
    public void A_timer_that_is_due_at_once_fires_at_the_instant_but_not_within_the_call()
    {
        using var timer = Timer(0, Timeout.Infinite);
        Assert.Empty(_fired);
        Run();

        Assert.Equal([0], _fired);
    }

    [Fact]
    public void A_timer_that_is_never_due_does_not_fire_until_it_is_changed()
    {
        using var timer = Timer(Timeout.Infinite, 3);
        Run();
        Assert.Empty(_fired);
        Assert.True(timer.Change(Ms(4), Ms(2)));
        Run(until: 9);

        Assert.Equal([4, 6, 8], _fired);
    }

    [Fact]
    public void A_change_replaces_due_time_and_period()
    {
        using var timer = Timer(5, 5);
        Assert.True(timer.Change(Ms(8), Timeout.InfiniteTimeSpan));
        Run();
        Assert.Equal([8], _fired);

        Assert.True(timer.Change(Ms(1), Timeout.InfiniteTimeSpan));
        Assert.True(timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan));
        Run();
        Assert.Equal([8], _fired);
    }

    [Fact]
    public void A_timer_can_be_changed_and_disposed_of_by_its_own_callback()
    {
        ITimer timer = null!;
        timer = _time.CreateTimer(
            _ =>
            {
                Fired();
                _ = _fired.Count switch
                {
                    1 => timer.Change(Ms(10), Ms(2)),
                    3 => Disposed(timer),
                    _ => true,
                };
            },
            null,
            Ms(1),
            Ms(1));
        Run();

        Assert.Equal([1, 11, 13], _fired);
    }

    [Fact]
    public void Once_disposed_of_a_timer_neither_fires_nor_changes()
    {
        var timer = Timer(5, 5);
        timer.Dispose();
        timer.Dispose();

        Assert.False(timer.Change(Ms(1), Ms(1)));
        Run();
        Assert.Empty(_fired);
    }

    [Fact]
    public void Callbacks_may_create_timers_and_timers_of_one_instant_fire_in_order()
    {
        var order = new List<string>();
        using var first = _time.CreateTimer(
            _ =>
            {
                order.Add("first");
                _time.CreateTimer(_ => order.Add("made by first"), null, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
                Assert.Equal(["first"], order);
            },
            null,
            Ms(2),
            Timeout.InfiniteTimeSpan);
        using var second = _time.CreateTimer(state => order.Add((string)state!), "second", Ms(2), Timeout.InfiniteTimeSpan);
        Run();

        Assert.Equal(["first", "second", "made by first"], order);
    }

    [Theory]
    [InlineData(-2, 0)]
    [InlineData(0, -2)]
    [InlineData(4294967295, 0)]
    [InlineData(0, 4294967295)]
    public void It_refuses_the_times_that_real_timers_refuse(long due, long period)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _time.CreateTimer(_ => { }, null, Ms(due), Ms(period)));
        Assert.Throws<ArgumentOutOfRangeException>(() => TimeProvider.System.CreateTimer(_ => { }, null, Ms(due), Ms(period)));
    }

    [Fact]
    public void What_waits_with_it_goes_on_in_virtual_time()
    {
        var waiting = WaitAsync();
        Run();

        Assert.True(waiting.IsCompletedSuccessfully);
        Assert.Equal([3_600_000, 7_200_000], _fired);

        async Task WaitAsync()
        {
            await Task.Delay(TimeSpan.FromHours(1), _time, CancellationToken.None);
            Fired();
            using var limit = new CancellationTokenSource(TimeSpan.FromHours(1), _time);
            limit.Token.Register(Fired);
            await Task.Delay(TimeSpan.FromHours(2), _time, CancellationToken.None);
        }
    }

    private static TimeSpan Ms(long milliseconds) => milliseconds == Timeout.Infinite ? Timeout.InfiniteTimeSpan : TimeSpan.FromMilliseconds(milliseconds);

    private static bool Disposed(ITimer timer)
    {
        timer.Dispose();
        return true;
    }

    private ITimer Timer(long due, long period) => _time.CreateTimer(_ => Fired(), null, Ms(due), Ms(period));

    private void Fired() => _fired.Add((_events.Now - Instant.Start).Ticks / TimeSpan.TicksPerMillisecond);

    private void Run(long until = long.MaxValue)
    {
        while (_events.TryPeek(out var when) && when.Ticks / TimeSpan.TicksPerMillisecond <= until)
        {
            Assert.True(_events.TryNext(out _, out var call));
            call();
        }
    }
}
