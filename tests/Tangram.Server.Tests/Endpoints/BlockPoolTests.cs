using Tangram.Server.Endpoints;

namespace Tangram.Server.Tests.Endpoints;

public sealed class BlockPoolTests
{
    [Fact]
    public void A_block_that_came_back_is_given_again_and_two_that_are_out_are_not_one()
    {
        using var pool = new BlockPool();
        var first = pool.Rent(1);
        using var second = pool.Rent();
        first.Memory.Span.Fill(7);
        second.Memory.Span.Fill(8);

        Assert.Equal(BlockPool.BlockBytes, first.Memory.Length);
        Assert.Equal(7, first.Memory.Span[^1]);

        first.Dispose();
        using var again = pool.Rent(BlockPool.BlockBytes);
        Assert.Same(first, again);
    }

    [Fact]
    public void More_than_a_block_is_refused()
    {
        using var pool = new BlockPool();

        Assert.Throws<ArgumentOutOfRangeException>(() => pool.Rent(BlockPool.BlockBytes + 1));
    }

    [Fact]
    public void Blocks_beyond_those_it_keeps_are_left_to_the_garbage_collector()
    {
        using var pool = new BlockPool();
        var rented = Enumerable.Range(0, 300).Select(_ => pool.Rent()).ToList();
        rented.ForEach(block => block.Dispose());

        var again = Enumerable.Range(0, 300).Select(_ => pool.Rent()).ToList();

        Assert.Equal(256, again.Intersect(rented).Count());
        again.ForEach(block => block.Dispose());
    }
}
