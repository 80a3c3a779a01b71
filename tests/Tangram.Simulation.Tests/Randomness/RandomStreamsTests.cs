using Tangram.Simulation.Randomness;

namespace Tangram.Simulation.Tests.Randomness;

public sealed class RandomStreamsTests
{
    [Fact]
    public void Seed_and_name_give_the_same_numbers_on_every_machine()
    {
        var stream = new RandomStreams(42).Stream("arrivals/resnet50");

        Assert.Equal([12285827383562648233UL, 11295786673090121396UL, 7265331341107225015UL], [stream.Bits(), stream.Bits(), stream.Bits()]);
    }

    [Fact]
    public void A_stream_does_not_depend_on_which_others_there_are_or_what_they_have_drawn()
    {
        var (alone, among) = (new RandomStreams(7), new RandomStreams(7));
        var other = among.Stream("service/gpu-0");
        Draw(other, 100);
        var late = among.Stream("arrivals");
        Draw(other, 100);

        Assert.Equal(Draw(alone.Stream("arrivals"), 50), Draw(late, 50));
    }

    [Fact]
    public void A_stream_asked_for_again_begins_anew()
    {
        var streams = new RandomStreams(7);

        Assert.Equal(Draw(streams.Stream("a"), 10), Draw(streams.Stream("a"), 10));
    }

    [Fact]
    public void Streams_with_other_names_or_seeds_differ_from_the_first_number_on()
    {
        var firsts =
            from seed in Enumerable.Range(0, 100)
            from name in Enumerable.Range(0, 100)
            select new RandomStreams((ulong)seed).Stream($"s{name}").Bits();

        Assert.Equal(10_000, firsts.Distinct().Count());
    }

    [Fact]
    public void Neighbouring_seeds_and_names_are_not_correlated()
    {
        // The correlation of n independent pairs is within 4 / √n of 0 in all but 6 of 100,000 cases.
        const int Draws = 20_000;
        string[] names = ["arrivals/a", "arrivals/b", "arrivals/c"];
        var streams = names.SelectMany(n => new ulong[] { 1, 2, 3 }.Select(s => Units(new RandomStreams(s).Stream(n), Draws))).ToList();
        for (var i = 0; i < streams.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var correlation = streams[i].Zip(streams[j], (a, b) => (a - 0.5) * (b - 0.5)).Average() * 12;
                Assert.InRange(correlation, -4 / Math.Sqrt(Draws), 4 / Math.Sqrt(Draws));
            }
        }
    }

    [Fact]
    public void A_stream_has_a_name() => Assert.Throws<ArgumentException>(() => new RandomStreams(1).Stream(string.Empty));

    private static ulong[] Draw(RandomStream stream, int count) => [.. Enumerable.Range(0, count).Select(_ => stream.Bits())];

    private static double[] Units(RandomStream stream, int count) => [.. Enumerable.Range(0, count).Select(_ => stream.Unit())];
}
