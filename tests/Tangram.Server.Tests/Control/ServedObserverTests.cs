using Tangram.Control.Observing;
using Tangram.Core.Time;
using Tangram.Server.Control;

namespace Tangram.Server.Tests.Control;

/// <summary>What a controller is told of an application.</summary>
public sealed class ServedObserverTests
{
    [Fact]
    public void What_was_seen_is_told_once()
    {
        var observer = new ServedObserver(At(0));
        observer.Offered(0);
        observer.Offered(0);
        observer.Offered(7);
        observer.Ended(inTime: true);
        observer.Ended(inTime: false);
        observer.Became("detect", "quick", 3);
        observer.Became("detect", "quick", 4);
        observer.Ran("quick", "1c", TimeSpan.FromMilliseconds(30), TimeSpan.FromMilliseconds(20));

        var seen = observer.Take(At(2))!;

        Assert.Equal((At(2), TimeSpan.FromSeconds(2), 3, 2, 1), (seen.At, seen.Span, seen.Offered, seen.Ended, seen.InTime));
        Assert.Equal(1, seen.OfferedByPriority[7]);
        Assert.Equal([new FanOutObservation("detect", "quick", 2, 7)], seen.FanOuts);
        Assert.Equal([new RunObservation("quick", "1c", 1, TimeSpan.FromMilliseconds(30), TimeSpan.FromMilliseconds(20))], seen.Runs);
        Assert.Equal((0, 0), (observer.Take(At(3))!.Offered, observer.Take(At(4))!.FanOuts.Count));
    }

    [Fact]
    public void Nothing_is_told_of_no_time()
    {
        var observer = new ServedObserver(At(1));
        observer.Offered(0);

        Assert.Null(observer.Take(At(1)));
        Assert.Equal(1, observer.Take(At(2))!.Offered);
    }

    private static Instant At(double seconds) => Instant.Start + TimeSpan.FromSeconds(seconds);
}
