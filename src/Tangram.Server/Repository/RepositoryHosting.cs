using Tangram.Core.Applications;
using Tangram.Protocol.OpenInference.Models;
using Tangram.Scheduling;
using Tangram.Server.Inference;
using Tangram.Server.Serving;

namespace Tangram.Server.Repository;

/// <summary>Makes of a repository's model what is to be served: an application of one task, on one segment with a process for each instance.</summary>
internal static class RepositoryHosting
{
    /// <summary>The application.</summary>
    /// <param name="model">The model.</param>
    /// <param name="probe">What was found out of it.</param>
    /// <param name="cores">Cores that it shares with the other models.</param>
    /// <param name="policies">How it is scheduled, but for what its configuration says of batching.</param>
    public static HostedApplication Of(RepositoryModel model, ModelProbe probe, IReadOnlyList<int> cores, PolicyChoice policies)
    {
        var configuration = probe.Configuration;
        var largest = Math.Max(1, configuration.MaxBatchSize);
        var layout = new Layout(
            [new LayoutTask(0, model.Name, model.Name, IsRoot: true, [], 1, TimeSpan.Zero)],
            [new Segment(0, model.Name, [0], 1, configuration.Instances, largest, probe.Latency) { Variant = model.Name }]);
        var load = new SegmentLoad(new Variant(model.Name, model.ModelFile, [], 1), cores, ModelProbe.LoadOf(model, configuration));
        return new HostedApplication(model.Name, layout, [load], policies with { Batching = BatchingOf(configuration, policies) })
        {
            Version = VersionOf(model),
        };
    }

    /// <summary>What clients see of it.</summary>
    public static ModelFace FaceOf(RepositoryModel model, ModelProbe probe)
    {
        var configuration = probe.Configuration;
        var batch = configuration.MaxBatchSize > 0;
        var names = probe.Model.Outputs.Select(o => o.Name).ToList();
        return new ModelFace(
            new ModelMetadata(
                model.Name,
                [VersionOf(model)],
                configuration.Platform,
                [.. probe.Model.Inputs.Select(i => Whole(configuration.Inputs.First(c => string.Equals(c.Name, i.Name, StringComparison.Ordinal)), batch))],
                [.. configuration.Outputs.Select(o => Whole(o, batch))]),
            configuration,
            [.. configuration.Outputs.Select(o => names.IndexOf(o.Name))]);
    }

    private static string VersionOf(RepositoryModel model) => model.Version.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static TensorMetadata Whole(TensorMetadata item, bool isBatched) => isBatched ? item with { Shape = [-1, .. item.Shape] } : item;

    // Batches form of what waits anyway; only a delay that is asked for makes items wait for others. Timers count milliseconds.
    private static string BatchingOf(ModelConfiguration configuration, PolicyChoice policies) =>
        configuration.Batching is { MaxQueueDelay: var delay } && Math.Round(delay.TotalMilliseconds) is var milliseconds and > 0
            ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"timeout:wait-ms={milliseconds}")
            : policies.Batching;
}
