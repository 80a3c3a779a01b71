namespace Tangram.Planning.Deciding;

/// <summary>Deals the tasks' items out to the segments that may take them.</summary>
internal static class Allocation
{
    /// <summary>Items per second that each group as a whole takes for each of its users, in the order of <see cref="SegmentGroup.Users"/>.</summary>
    /// <param name="groups">The groups, of any variants.</param>
    /// <param name="rate">Items per second of a task for a variant.</param>
    /// <remarks>
    /// Those with the least choice come first, and each fills the groups it may use in proportion to what they have left. As users' groups are
    /// nested, whoever comes later finds enough if anybody could have dealt the items out.
    /// </remarks>
    public static IReadOnlyList<double[]> Deal(IReadOnlyList<SegmentGroup> groups, Func<TaskKey, string, double> rate)
    {
        var left = groups.Select(g => g.Count * g.Configuration.ItemsPerSecond).ToArray();
        var dealt = groups.Select(g => new double[g.Users.Count]).ToArray();
        var users = groups
            .SelectMany((g, i) => g.Users.Select((task, place) => (Key: (task, g.Configuration.Entry.Variant), Group: i, Place: place)))
            .GroupBy(u => u.Key)
            .OrderBy(u => u.Count()).ThenBy(u => u.Key.task.Application).ThenBy(u => u.Key.task.Task);
        foreach (var user in users)
        {
            var wanted = rate(user.Key.task, user.Key.Variant);
            var free = user.Sum(u => left[u.Group]);
            foreach (var (_, group, place) in user)
            {
                var part = free > 0 ? wanted * left[group] / free : 0;
                dealt[group][place] = part;
            }

            foreach (var (_, group, place) in user)
            {
                left[group] = Math.Max(0, left[group] - dealt[group][place]);
            }
        }

        return dealt;
    }
}
