using Tangram.Core.Devices;

namespace Tangram.Planning.Baselines.ParvaGpu;

/// <summary>A device that ParvaGPU fills, and where it puts what [C].</summary>
/// <remarks>
/// Starts are tried in the order of its allocator: 7 slices at 0, 4 at 0, 3 at 4, 2 at 0, 4, 2 and 1 at 0, 6, 4, 1, 2, 3, 5; on devices that
/// are not cut into 7 and 8, in the device's order [N]. Its code looks only at whether a segment begins at the same start, so that one may overlap
/// another (3 slices at 4 and 1 at 6; 2 at 0 and 1 at 1), which no GPU can be cut into. Here a start counts as free only where all the
/// segment's memory slices are; where none is and the segments have another legal layout, the device is laid out anew [N].
/// </remarks>
/// <param name="model">The device's model, with starts in the order of preference.</param>
internal sealed class ParvaDevice(DeviceModel model)
{
    private static readonly IReadOnlyDictionary<int, int[]> Preference = new Dictionary<int, int[]>
    {
        [7] = [0],
        [4] = [0],
        [3] = [4],
        [2] = [0, 4, 2],
        [1] = [0, 6, 4, 1, 2, 3, 5],
    };

    /// <summary>What lies on it.</summary>
    public List<ParvaSegment> Segments { get; } = [];

    /// <summary>Compute slices used.</summary>
    public int Usage => Segments.Sum(s => s.Configuration.Slices);

    /// <summary>The same model with its starts in the order in which ParvaGPU tries them.</summary>
    public static DeviceModel Prefer(DeviceModel model) => model.ComputeSlices != 7 || model.MemorySlices != 8
        ? model
        : model with { Profiles = [.. model.Profiles.Select(p => p with { Starts = [.. Preference.GetValueOrDefault(p.ComputeSlices, []).Where(p.Starts.Contains)] })] };

    /// <summary>Whether a segment of a size can be added.</summary>
    public bool Holds(int size) => Start(size) >= 0 || Layout(size) is not null;

    /// <summary>Adds a segment that it <see cref="Holds"/>.</summary>
    public void Add(ParvaService owner, Configuration configuration)
    {
        if (Start(configuration.Size) is var start and >= 0)
        {
            Segments.Add(new ParvaSegment(owner, configuration, start));
            return;
        }

        var starts = Layout(configuration.Size)!;
        for (var i = 0; i < Segments.Count; i++)
        {
            Segments[i] = Segments[i] with { Start = starts[i] };
        }

        Segments.Add(new ParvaSegment(owner, configuration, starts[^1]));
    }

    private int Start(int size)
    {
        var profile = model.Profiles[size];
        return Usage + profile.ComputeSlices > model.ComputeSlices ? -1 : profile.Starts.Where(start => IsFree(start, profile.MemorySlices)).DefaultIfEmpty(-1).First();
    }

    private bool IsFree(int start, int slices) => Segments.TrueForAll(s =>
        s.Start + model.Profiles[s.Configuration.Size].MemorySlices <= start || s.Start >= start + slices);

    private IReadOnlyList<int>? Layout(int size) => DevicePacker.Pack(model, [.. Segments.Select(s => model.Profiles[s.Configuration.Size]), model.Profiles[size]]);
}
