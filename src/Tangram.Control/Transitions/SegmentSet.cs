using System.Numerics;

namespace Tangram.Control.Transitions;

/// <summary>Some of a list's segments, by their places in it. Immutable.</summary>
internal sealed class SegmentSet : IEquatable<SegmentSet>
{
    private const int Bits = 64;
    private readonly ulong[] _words;
    private readonly int _hash;

    private SegmentSet(ulong[] words)
    {
        _words = words;
        var hash = default(HashCode);
        foreach (var word in words)
        {
            hash.Add(word);
            Count += BitOperations.PopCount(word);
        }

        _hash = hash.ToHashCode();
    }

    /// <summary>How many there are.</summary>
    public int Count { get; }

    /// <summary>Of a list of so many.</summary>
    public static SegmentSet Of(IEnumerable<int> members, int length)
    {
        var words = new ulong[(length + Bits - 1) / Bits];
        foreach (var member in members)
        {
            words[member / Bits] |= 1UL << (member % Bits);
        }

        return new SegmentSet(words);
    }

    public bool Has(int member) => (_words[member / Bits] & (1UL << (member % Bits))) != 0;

    public bool Contains(SegmentSet other)
    {
        for (var i = 0; i < _words.Length; i++)
        {
            if ((other._words[i] & ~_words[i]) != 0)
            {
                return false;
            }
        }

        return true;
    }

    public SegmentSet With(SegmentSet other)
    {
        var words = new ulong[_words.Length];
        for (var i = 0; i < words.Length; i++)
        {
            words[i] = _words[i] | other._words[i];
        }

        return new SegmentSet(words);
    }

    public bool Equals(SegmentSet? other) => other is not null && _words.AsSpan().SequenceEqual(other._words);

    public override bool Equals(object? obj) => Equals(obj as SegmentSet);

    public override int GetHashCode() => _hash;
}
