using Tangram.Core.Collections;

namespace Tangram.Core.Tests.Collections;

public sealed class NumberMapTests
{
    [Theory]
    [InlineData(1, 40)]
    [InlineData(2, 1_000)]
    [InlineData(3, long.MaxValue)]
    public void It_holds_what_a_dictionary_holds(int seed, long range)
    {
        var random = new Random(seed);
        var (map, dictionary) = (new NumberMap<int>(), new Dictionary<long, int>());
        for (var step = 0; step < 20_000; step++)
        {
            var number = random.NextInt64(-range, range);
            if (random.Next(2) == 0 && dictionary.TryAdd(number, step))
            {
                map.Add(number, step);
            }
            else
            {
                number = dictionary.Count > 0 && random.Next(2) == 0 ? dictionary.Keys.First() : number;
                Assert.Equal(dictionary.Remove(number, out var expected), map.Remove(number, out var value));
                Assert.Equal(expected, value);
            }

            Assert.Equal(dictionary.TryGetValue(number, out var there), map.TryGet(number, out var found));
            Assert.Equal((there, dictionary.Count), (found, map.Count));
        }

        Assert.Equal(dictionary.OrderBy(e => e.Key), map.Entries.OrderBy(e => e.Key));
    }

    [Fact]
    public void Numbers_far_apart_are_told_apart()
    {
        var map = new NumberMap<string>();
        map.Add(1, "one");
        map.Add(1 + (1L << 32), "far");
        map.Add(2, "two");

        Assert.True(map.Remove(1, out _));

        Assert.True(map.TryGet(1 + (1L << 32), out var far));
        Assert.True(map.TryGet(2, out var two));
        Assert.Equal(("far", "two", 2), (far, two, map.Count));
    }

    [Fact]
    public void A_number_comes_in_once()
    {
        var map = new NumberMap<int>();
        map.Add(7, 1);

        Assert.Throws<ArgumentException>(() => map.Add(7, 2));
    }

    [Fact]
    public void Requests_that_come_and_go_allocate_nothing()
    {
        var map = new NumberMap<long>();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var number = 0L; number < 100_000; number++)
        {
            map.Add(number, number);
            if (number >= 7)
            {
                map.Remove(number - 7, out _);
            }
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
