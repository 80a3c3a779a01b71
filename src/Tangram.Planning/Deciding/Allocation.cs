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
        var dealt = groups.Select(g => new double[g.Users.Count]).ToArray();
        var left = new double[groups.Count];
        for (var group = 0; group < left.Length; group++)
        {
            left[group] = groups[group].Count * groups[group].Configuration.ItemsPerSecond;
        }

        var uses = Uses(groups);
        foreach (var user in uses.Keys.Order(Comparer<User>.Create((a, b) => Compare(a, uses[a].Count, b, uses[b].Count))))
        {
            var (wanted, free) = (rate(user.Task, user.Variant), 0.0);
            foreach (var use in uses[user])
            {
                free += left[use.Group];
            }

            foreach (var (group, place) in uses[user])
            {
                dealt[group][place] = free > 0 ? wanted * left[group] / free : 0;
                left[group] = Math.Max(0, left[group] - dealt[group][place]);
            }
        }

        return dealt;
    }

    private static Dictionary<User, List<Use>> Uses(IReadOnlyList<SegmentGroup> groups)
    {
        var uses = new Dictionary<User, List<Use>>();
        for (var group = 0; group < groups.Count; group++)
        {
            for (var place = 0; place < groups[group].Users.Count; place++)
            {
                var user = new User(groups[group].Users[place], groups[group].Configuration.Entry.Variant);
                if (!uses.TryGetValue(user, out var own))
                {
                    uses.Add(user, own = []);
                }

                own.Add(new Use(group, place));
            }
        }

        return uses;
    }

    private static int Compare(User a, int usesOfA, User b, int usesOfB) =>
        usesOfA != usesOfB ? usesOfA.CompareTo(usesOfB)
        : a.Task.Application != b.Task.Application ? a.Task.Application.CompareTo(b.Task.Application)
        : a.Task.Task.CompareTo(b.Task.Task);

    private sealed record User(TaskKey Task, string Variant);

    /// <param name="Group">A group that the user may use.</param>
    /// <param name="Place">The user's place among the group's.</param>
    private sealed record Use(int Group, int Place);
}
