using Tangram.Profiling.Onnx;

namespace Tangram.Profiling.Tests.Onnx;

public sealed class TensorCacheTests
{
    private readonly TensorCache _cache = new(100);

    [Fact]
    public void What_was_read_is_held_until_something_needs_its_room()
    {
        _cache.Read("a", 60);
        _cache.Read("a", 60);
        Assert.Equal(60, _cache.BytesPast);

        _cache.Read("b", 50);
        _cache.Read("a", 60);
        Assert.Equal(60 + 50 + 60, _cache.BytesPast);
    }

    [Fact]
    public void The_one_used_longest_ago_gives_way()
    {
        _cache.Read("a", 40);
        _cache.Read("b", 40);
        _cache.Read("a", 40);
        _cache.Read("c", 40);
        _cache.Read("a", 40);

        Assert.Equal(120, _cache.BytesPast);
    }

    [Fact]
    public void What_was_written_is_written_on_only_if_it_is_thrown_out_while_it_is_needed()
    {
        _cache.Write("a", 60);
        _cache.Drop("a");
        _cache.Write("b", 60);
        Assert.Equal(0, _cache.BytesPast);

        _cache.Read("c", 60);
        Assert.Equal(60 + 60, _cache.BytesPast);
    }

    [Fact]
    public void What_is_larger_than_the_cache_goes_past_it_each_time()
    {
        _cache.Write("a", 200);
        _cache.Read("a", 200);
        _cache.Read("a", 200);

        Assert.Equal(600, _cache.BytesPast);
    }

    [Fact]
    public void A_cache_of_nothing_holds_nothing()
    {
        var none = new TensorCache(0);
        none.Read("a", 1);
        none.Read("a", 1);

        Assert.Equal(2, none.BytesPast);
    }
}
