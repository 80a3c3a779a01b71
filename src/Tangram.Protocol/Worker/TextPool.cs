using System.Text;

namespace Tangram.Protocol.Worker;

/// <summary>Texts that came before, so that a name that comes with every frame is one string. Not safe for several threads.</summary>
/// <remarks>Remembers a fixed number of short texts; a new one takes the place of an old one with which it shares a slot.</remarks>
public sealed class TextPool
{
    private const int Slots = 64;
    private const int LongestText = 128;
    private readonly (byte[] Bytes, string Text)[] _slots = new (byte[], string)[Slots];

    /// <summary>The text that <paramref name="utf8"/> is.</summary>
    public string Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length is 0 or > LongestText)
        {
            return Encoding.UTF8.GetString(utf8);
        }

        ref var slot = ref _slots[SlotOf(utf8)];
        if (!utf8.SequenceEqual(slot.Bytes))
        {
            slot = (utf8.ToArray(), Encoding.UTF8.GetString(utf8));
        }

        return slot.Text;
    }

    // FNV-1a.
    private static int SlotOf(ReadOnlySpan<byte> utf8)
    {
        var hash = 2166136261u;
        foreach (var value in utf8)
        {
            hash = unchecked((hash ^ value) * 16777619u);
        }

        return (int)(hash % Slots);
    }
}
