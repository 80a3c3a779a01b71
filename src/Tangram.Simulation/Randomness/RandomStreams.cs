using System.Text;

namespace Tangram.Simulation.Randomness;

/// <summary>A run's random streams, one for each source, all from one seed.</summary>
/// <remarks>
/// A stream depends on the seed and its own name and on nothing else, so what one source draws, and whether another exists at all, changes no
/// other: two policies are compared on the same arrivals. The name is hashed with FNV-1a (64 bits, over UTF-8), joined with the seed by SplitMix64's
/// finalizer, and SplitMix64 from there fills the state of xoshiro256**, as its authors advise (Blackman, Vigna, "Scrambled linear pseudorandom number
/// generators", 2021). Immutable and safe to share between threads; a stream is not.
/// </remarks>
/// <param name="seed">The run's seed, which is printed or stored with its results.</param>
public sealed class RandomStreams(ulong seed)
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    /// <summary>The run's seed.</summary>
    public ulong Seed => seed;

    /// <summary>The stream of a source, from its beginning; the same however often it is asked for.</summary>
    /// <param name="name">The source, such as <c>arrivals/resnet50</c> or <c>service/gpu-3</c>.</param>
    public RandomStream Stream(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        unchecked
        {
            var start = Mix(Mix(seed + Golden) ^ Hash(name));
            return new RandomStream(Mix(start + Golden), Mix(start + (2 * Golden)), Mix(start + (3 * Golden)), Mix(start + (4 * Golden)));
        }
    }

    private static ulong Hash(string name)
    {
        var hash = 0xCBF29CE484222325;
        foreach (var b in Encoding.UTF8.GetBytes(name))
        {
            hash = unchecked((hash ^ b) * 0x100000001B3);
        }

        return hash;
    }

    private static ulong Mix(ulong value)
    {
        unchecked
        {
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
            return value ^ (value >> 31);
        }
    }
}
