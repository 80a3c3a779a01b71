namespace Tangram.Server.Metrics;

/// <summary>The share of requests that were answered in time over the last minute.</summary>
internal sealed class AttainmentWindow
{
    private const int Seconds = 60;
    private readonly (long Second, int InTime, int All)[] _seconds = new (long, int, int)[Seconds];

    /// <summary>A request ended.</summary>
    /// <param name="second">When, in whole seconds of any clock that does not go back.</param>
    /// <param name="isInTime">Whether it was answered in time.</param>
    public void Add(long second, bool isInTime)
    {
        lock (_seconds)
        {
            ref var slot = ref _seconds[second % Seconds];
            if (slot.Second != second)
            {
                slot = (second, 0, 0);
            }

            slot.All++;
            slot.InTime += isInTime ? 1 : 0;
        }
    }

    /// <summary>The share, from 0 to 1; null where no request ended.</summary>
    public double? At(long second)
    {
        var (inTime, all) = (0, 0);
        lock (_seconds)
        {
            foreach (var slot in _seconds)
            {
                if (slot.Second > second - Seconds)
                {
                    (inTime, all) = (inTime + slot.InTime, all + slot.All);
                }
            }
        }

        return all == 0 ? null : (double)inTime / all;
    }
}
