using Tangram.Core.Devices;
using Tangram.Operators;
using Tangram.Protocol.Worker.Messages;
using Tangram.Scheduling;

namespace Tangram.Server.Serving;

/// <summary>Makes of an application with a plan what is to be served.</summary>
internal static class PlannedHosting
{
    /// <param name="setup">The application with its plan.</param>
    /// <param name="policies">How it is scheduled.</param>
    /// <param name="bound">Its operators, where they are there already.</param>
    /// <exception cref="ArgumentException">The plan does not fit the application.</exception>
    public static HostedApplication Of(ApplicationSetup setup, PolicyChoice policies, BoundApplication? bound = null)
    {
        var layout = LayoutBuilder.BuildWhole(setup.Application, setup.Plan, setup.Profile);
        return new HostedApplication(setup.Application.Name, layout, [.. layout.Segments.Select(s => LoadOf(setup, s))], policies)
        {
            Bound = bound ?? new BoundApplication(setup.Application),
            Prediction = setup.Prediction,
        };
    }

    private static SegmentLoad LoadOf(ApplicationSetup setup, Segment segment)
    {
        var instance = setup.Plan.Instances.Single(i => string.Equals(i.Id, segment.Id, StringComparison.Ordinal));
        var variant = setup.Application.Task(instance.Serves[0].Task).Variants.FirstOrDefault(v => string.Equals(v.Name, instance.Variant, StringComparison.Ordinal))
            ?? throw new ArgumentException($"the plan's instance {segment.Id} uses variant '{instance.Variant}', which the application does not have", nameof(setup));
        var placement = setup.Plan.Placements.Single(p => string.Equals(p.Instance, segment.Id, StringComparison.Ordinal));
        var cores = CpuDevice.CoresOf(setup.Cores, setup.Profile.SlicesPerCore, placement.Start, placement.MemorySlices);
        return new SegmentLoad(variant, cores, new LoadVariant(variant.Name, variant.Model, Math.Max(1, cores.Count), variant.Input, segment.MaxBatch)) { Placement = placement };
    }
}
