using System.Text;

namespace Tangram.Twin.Tests;

/// <summary>What a run decided, and how its requests ended.</summary>
/// <param name="Log">Its decision log.</param>
/// <param name="Answered">Requests answered in full.</param>
/// <param name="Partial">Requests answered in part.</param>
/// <param name="Dropped">Requests given up.</param>
/// <param name="Refused">Requests not let in.</param>
internal sealed record Decided(byte[] Log, long Answered, long Partial, long Dropped, long Refused)
{
    public int Count(string what) => Lines().Count(line => line.Contains($"\"{what}\"", StringComparison.Ordinal));

    /// <summary>Fails with the first line that is not the same.</summary>
    public void AssertSame(Decided other, string what)
    {
        if (!Log.AsSpan().SequenceEqual(other.Log))
        {
            var (mine, others) = (Lines(), other.Lines());
            var at = mine.Zip(others).TakeWhile(pair => pair.First == pair.Second).Count();
            Assert.Fail($"{what}, line {at + 1}: {mine.ElementAtOrDefault(at)} against {others.ElementAtOrDefault(at)}");
        }

        Assert.Equal(this with { Log = [] }, other with { Log = [] }, SameEnds);
    }

    private static bool SameEnds(Decided a, Decided b) => (a.Answered, a.Partial, a.Dropped, a.Refused) == (b.Answered, b.Partial, b.Dropped, b.Refused);

    private string[] Lines() => Encoding.UTF8.GetString(Log).Split('\n');
}
