using Tangram.Core.Devices;

namespace Tangram.Planning.Milp;

/// <summary>Enumerates what one device can be cut into.</summary>
internal static class MilpPatterns
{
    /// <summary>Most patterns of one model of device that are enumerated.</summary>
    public const int Most = 20_000;

    /// <summary>Every legal collection of segments to which no further one can be added, as counts by the places in <paramref name="sizes"/>.</summary>
    /// <param name="device">The model.</param>
    /// <param name="sizes">The partition profiles in use, by their places in the model's list.</param>
    /// <exception cref="MilpException">There are too many.</exception>
    public static IReadOnlyList<int[]> Of(DeviceModel device, IReadOnlyList<int> sizes)
    {
        var found = new List<int[]>();
        var segments = new List<PartitionProfile>();
        var counts = new int[sizes.Count];
        Add(0);
        return found;

        // What is legal stays so with a segment less: every legal collection is reached by adding sizes in their order.
        void Add(int from)
        {
            var isMaximal = true;
            for (var i = 0; i < sizes.Count; i++)
            {
                segments.Add(device.Profiles[sizes[i]]);
                if (DevicePacker.Pack(device, segments) is not null)
                {
                    isMaximal = false;
                    if (i >= from)
                    {
                        counts[i]++;
                        Add(i);
                        counts[i]--;
                    }
                }

                segments.RemoveAt(segments.Count - 1);
            }

            if (isMaximal && segments.Count > 0)
            {
                found.Add([.. counts]);
            }

            if (found.Count > Most)
            {
                throw new MilpException(FormattableString.Invariant($"device '{device.Name}' can be cut in more than {Most} ways; a MILP planner enumerates no more, use --planner exact"));
            }
        }
    }
}
