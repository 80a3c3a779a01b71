using Tangram.Devices.Nvidia;
using Tangram.Devices.Partitioning;

namespace Tangram.Cli.Cuts;

/// <summary>The steps that bring GPUs to what is wanted.</summary>
/// <param name="Steps">The steps in order, each with what users call its device.</param>
/// <param name="Kept">Segments that are not touched.</param>
internal sealed record CutPlan(IReadOnlyList<(string Gpu, LayoutStep Step)> Steps, int Kept)
{
    /// <summary>Finds them.</summary>
    /// <param name="wanted">What is wanted.</param>
    /// <param name="driver">Says what is there; devices get the GPUs' indices as numbers.</param>
    /// <exception cref="PartitioningException">A GPU cannot be cut as wanted.</exception>
    public static CutPlan Of(IReadOnlyList<WantedGpu> wanted, NvidiaDriver driver) => Of(wanted, gpu => (gpu.Index, driver.Segments(gpu, gpu.Index)));

    /// <summary>Finds them.</summary>
    /// <param name="wanted">What is wanted.</param>
    /// <param name="partitioner">Says what is there, and can make them.</param>
    /// <exception cref="PartitioningException">A GPU cannot be cut as wanted.</exception>
    public static CutPlan Of(IReadOnlyList<WantedGpu> wanted, NvidiaPartitioner partitioner)
    {
        var there = partitioner.Segments();
        var numbers = partitioner.Devices.ToDictionary(d => d.Identity, d => d.Number, StringComparer.Ordinal);
        return Of(wanted.Where(w => numbers.ContainsKey(w.Gpu.Identity)).ToList(), gpu => (numbers[gpu.Identity], [.. there.Where(s => s.Device == numbers[gpu.Identity])]));
    }

    /// <summary>Such as <c>GPU 0: create 3g.40gb at 4</c>, a line for each step.</summary>
    public void Write(TextWriter output)
    {
        foreach (var (gpu, step) in Steps)
        {
            output.WriteLine($"{gpu}: {step}");
        }
    }

    private static CutPlan Of(IReadOnlyList<WantedGpu> wanted, Func<NvidiaGpu, (int Number, IReadOnlyList<DeviceSegment> Segments)> there)
    {
        var (steps, kept) = (new List<(string, LayoutStep)>(), 0);
        foreach (var one in wanted)
        {
            var (number, segments) = there(one.Gpu);
            var its = one.Steps(number, segments);
            steps.AddRange(its.Select(s => (one.Gpu.Called, s)));
            kept += segments.Count - its.Count(s => s is LayoutStep.Destroy);
        }

        return new CutPlan(steps, kept);
    }
}
