using Tangram.Protocol.OpenInference;
using Tangram.Protocol.OpenInference.Models;
using Tangram.Server.Inference;

namespace Tangram.Server.Serving;

/// <summary>A planned application that is served: itself as a model, and the models of its tasks.</summary>
internal sealed class ServedApplication : IAsyncDisposable
{
    // Of one request to a task's model; batches are formed of them as the plan says.
    private const int MostItems = 1024;

    private readonly ModelDirectory _directory;
    private readonly TimeSpan _objective;

    private ServedApplication(ApplicationHost host, ModelDirectory directory, TimeSpan objective)
    {
        (Host, _directory, _objective) = (host, directory, objective);
        Model = new ApplicationModel(host.Application.Bound!, host.Executor);
    }

    /// <summary>Its executor and workers.</summary>
    public ApplicationHost Host { get; }

    /// <summary>The whole of it as one model.</summary>
    public ApplicationModel Model { get; }

    /// <summary>Starts the workers and serves its models.</summary>
    public static async Task<ServedApplication> StartAsync(ApplicationSetup setup, HostSurroundings around, ModelDirectory directory, CancellationToken cancellation)
    {
        var hosted = PlannedHosting.Of(setup, around.Options.Policies);
        if (setup.Partitioner is { } partitioner)
        {
            hosted = hosted with { Places = new SegmentPlaces(partitioner) };
            hosted.Places.Begin(setup.Plan);
        }

        var host = await ApplicationHost.StartAsync(hosted, around, cancellation);
        var served = new ServedApplication(host, directory, TimeSpan.FromMilliseconds(setup.Application.Objectives.LatencyMilliseconds));
        directory.Set(served.Model);
        served.Publish();
        return served;
    }

    /// <summary>Serves the tasks' models as the plan that runs has them, and those that it leaves out no longer.</summary>
    public void Publish()
    {
        foreach (var task in Host.Application.Layout.Tasks)
        {
            if (Host.SegmentOf(task.Index) is { } segment)
            {
                _directory.Set(ModelOf(task.Index, segment));
            }
            else
            {
                _directory.Remove(task.Name);
            }
        }
    }

    /// <summary>Ends the workers.</summary>
    public ValueTask DisposeAsync() => Host.DisposeAsync();

    private TaskModel ModelOf(int task, int segment)
    {
        var layout = Host.Application.Layout;
        var (load, model, name) = (Host.Application.Segments[segment], Host.ModelOf(segment), layout.Tasks[task].Name);
        var input = new TensorMetadata(model.Inputs[0].Name, Datatype.Fp32, [.. load.Variant.Input.Select(d => (long)d)]);
        var output = model.Outputs[0] with { Shape = [.. model.Outputs[0].Shape.Skip(1)] };
        var configuration = new ModelConfiguration(name, "onnxruntime_onnx", MostItems, [input], [output])
        {
            Instances = layout.Segments.Where(s => s.Serves(task)).Sum(s => s.Processes),
        };
        var metadata = new ModelMetadata(
            name, [ApplicationModel.Version], configuration.Platform, [input with { Shape = [-1, .. input.Shape] }], [output with { Shape = [-1, .. output.Shape] }]);
        return new TaskModel(ModelFace.Of(metadata, configuration), Host.Executor, task, Host.CountersOf(task), _objective);
    }
}
