using Tangram.Cli.Reproductions.Queries;
using Tangram.Simulation.Randomness;

namespace Tangram.Cli.Tests.Reproductions.Queries;

public sealed class QuerySizesTests
{
    [Fact]
    public void Shares_add_up_to_1_and_draws_come_in_their_proportion()
    {
        var stream = new RandomStreams(1).Stream("sizes");
        var drawn = Enumerable.Range(0, 100_000).Select(_ => QuerySizes.Draw(stream)).CountBy(size => size).ToDictionary();

        Assert.Equal(1, QuerySizes.Shares.Sum(), 1e-12);
        Assert.All(QuerySizes.Shares.Select((share, i) => (Size: i + 1, Share: share)), s => Assert.Equal(s.Share, drawn.GetValueOrDefault(s.Size) / 100_000.0, 0.006));
        Assert.InRange(drawn.Keys.Max(), 1, QuerySizes.Largest);
    }
}
