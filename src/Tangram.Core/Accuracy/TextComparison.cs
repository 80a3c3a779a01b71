namespace Tangram.Core.Accuracy;

/// <summary>Compares lines of text with the lines expected.</summary>
public static class TextComparison
{
    /// <summary>Compares what was read with what was expected.</summary>
    /// <remarks>A line counts as exact if it stands in the longest common subsequence of the two, so one line too many does not spoil those after it.</remarks>
    public static ItemAccuracy Compare(string name, IReadOnlyList<string> expected, IReadOnlyList<string> read)
    {
        ArgumentNullException.ThrowIfNull(expected);
        ArgumentNullException.ThrowIfNull(read);
        var wanted = string.Join('\n', expected);
        return new ItemAccuracy(
            name,
            expected.Count,
            CommonSubsequence(expected, read),
            wanted.Length,
            EditDistance(wanted, string.Join('\n', read)));
    }

    /// <summary>Fewest insertions, deletions and substitutions of characters that turn one text into the other (Levenshtein).</summary>
    public static int EditDistance(string left, string right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var substituted = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }

    private static int CommonSubsequence(IReadOnlyList<string> left, IReadOnlyList<string> right)
    {
        var lengths = new int[left.Count + 1, right.Count + 1];
        for (var i = 1; i <= left.Count; i++)
        {
            for (var j = 1; j <= right.Count; j++)
            {
                lengths[i, j] = string.Equals(left[i - 1], right[j - 1], StringComparison.Ordinal)
                    ? lengths[i - 1, j - 1] + 1
                    : Math.Max(lengths[i - 1, j], lengths[i, j - 1]);
            }
        }

        return lengths[left.Count, right.Count];
    }
}
