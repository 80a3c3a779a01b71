using System.Globalization;

namespace Tangram.Devices.Partitioning;

/// <summary>Makes several steps, all or none: when one fails, those before it are taken back.</summary>
/// <remarks>What is kept lies nowhere but on the devices, so a change that was killed half way is finished by planning and making it again.</remarks>
public static class LayoutChange
{
    /// <summary>The steps from what is there to what is wanted on one device: what stays is not touched, and room is made before it is needed.</summary>
    /// <param name="device">The device's number.</param>
    /// <param name="there">Its segments now.</param>
    /// <param name="wanted">Its segments then, by profile and start.</param>
    public static IReadOnlyList<LayoutStep> Steps(int device, IReadOnlyList<DeviceSegment> there, IReadOnlyList<(string Profile, int Start)> wanted)
    {
        ArgumentNullException.ThrowIfNull(there);
        var kept = there.Where(s => s.IsWhole && wanted.Contains((s.Profile, s.Start))).ToList();
        return
        [
            .. there.Except(kept).Select(s => new LayoutStep.Destroy(s)),
            .. wanted.Where(w => !kept.Exists(s => (s.Profile, s.Start) == w)).Select(w => new LayoutStep.Create(device, w.Profile, w.Start)),
        ];
    }

    /// <summary>Makes the steps in order.</summary>
    /// <param name="partitioner">Makes them.</param>
    /// <param name="steps">The steps.</param>
    /// <exception cref="PartitioningException">One failed. The message says whether the others were taken back, and if not, what is there now.</exception>
    public static void Make(IPartitioner partitioner, IEnumerable<LayoutStep> steps)
    {
        ArgumentNullException.ThrowIfNull(partitioner);
        ArgumentNullException.ThrowIfNull(steps);
        var back = new Stack<Action>();
        foreach (var step in steps)
        {
            try
            {
                back.Push(Make(partitioner, step));
            }
            catch (PartitioningException e)
            {
                throw back.Count == 0 ? e : new PartitioningException($"{e.Message}; {TakeBack(partitioner, back)}", e);
            }
        }
    }

    // Answers with what takes the step back.
    private static Action Make(IPartitioner partitioner, LayoutStep step)
    {
        switch (step)
        {
            case LayoutStep.Destroy(var segment):
                partitioner.Destroy(segment);
                return () => partitioner.Create(segment.Device, segment.Profile, segment.Start);
            case LayoutStep.Create create:
                var created = partitioner.Create(create.Device, create.Profile, create.Start);
                return () => partitioner.Destroy(created);
            default:
                throw new InvalidOperationException("no such step");
        }
    }

    private static string TakeBack(IPartitioner partitioner, Stack<Action> back)
    {
        var (steps, failed) = (back.Count, new List<string>());
        while (back.TryPop(out var undo))
        {
            try
            {
                undo();
            }
            catch (PartitioningException e)
            {
                failed.Add(e.Message);
            }
        }

        return failed.Count == 0
            ? string.Create(CultureInfo.InvariantCulture, $"the {(steps == 1 ? "step" : $"{steps} steps")} before it {(steps == 1 ? "was" : "were")} taken back: the devices are cut as before")
            : $"taking back what came before it failed too: {string.Join("; ", failed)}; there is now {Now(partitioner)}";
    }

    private static string Now(IPartitioner partitioner)
    {
        try
        {
            var segments = partitioner.Segments();
            return segments.Count == 0
                ? "nothing"
                : string.Join(", ", segments.Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Place} on device {s.Device}{(s.IsWhole ? string.Empty : " without all of its compute")}")));
        }
        catch (PartitioningException e)
        {
            return $"what could not be asked: {e.Message}";
        }
    }
}
