using Tangram.Protocol.OpenInference;
using Tangram.Protocol.OpenInference.Models;
using Tangram.Server.Endpoints;
using Tangram.Server.Inference;
using Tangram.Server.Metrics;
using Tangram.Server.Repository;
using Tangram.Server.Serving;
using Tangram.Server.TestModels;
using Tangram.Server.Tracing;

namespace Tangram.Server;

/// <summary>Everything that a server serves: an application with the models of its tasks, and the models of repositories.</summary>
internal sealed class ServingModels : IAsyncDisposable
{
    // Of one request to a task's model; batches are formed of them as the plan says.
    private const int MostItems = 1024;

    private readonly HostSurroundings _around;
    private readonly ServerSetup _setup;
    private readonly ModelDirectory _directory = new();
    private readonly RepositoryControl _control;
    private readonly DirectoryInfo? _testModels;
    private ApplicationHost? _host;
    private ApplicationModel? _application;

    public ServingModels(HostSurroundings around, ServerSetup setup)
    {
        (_around, _setup) = (around, setup);
        var repositories = new List<ModelRepository>();
        if (setup.Repository is { } folder)
        {
            repositories.Add(new ModelRepository(folder));
        }

        if (setup.TestModels)
        {
            _testModels = Directory.CreateTempSubdirectory("tangram-test-models-");
            TestModelFiles.Write(_testModels.FullName);
            repositories.Add(new ModelRepository(_testModels.FullName));
        }

        _control = new RepositoryControl(repositories, setup.Cores, _directory, around);
    }

    /// <summary>Starts the workers.</summary>
    public async Task StartAsync(CancellationToken cancellation)
    {
        if (_setup.Application is { } application)
        {
            _host = await ApplicationHost.StartAsync(PlannedHosting.Of(application, _around.Options.Policies), _around, cancellation);
            _application = new ApplicationModel(_host.Application.Bound!, _host.Executor);
            _directory.Set(_application);
            foreach (var task in _host.Application.Layout.Tasks)
            {
                _directory.Set(ModelOf(_host, task.Index, TimeSpan.FromMilliseconds(application.Application.Objectives.LatencyMilliseconds)));
            }
        }

        await _control.StartAsync(cancellation);
    }

    /// <summary>What clients see.</summary>
    public Front FrontOf(PrometheusText text, RequestTracing? tracing) =>
        new(new InferenceService(_directory, _control, _around.Clock, _around.Options), _around.Options, text, _around.Logger)
        {
            Application = _application,
            Tracing = tracing,
            Counters = () => [.. _directory.All().Select(m => m.Counters)],
        };

    /// <summary>Lets no further request in and waits for those that were.</summary>
    public Task DrainAsync() => Task.WhenAll(_host?.Executor.Drain() ?? Task.CompletedTask, _control.DrainAsync());

    public async ValueTask DisposeAsync()
    {
        await _control.DisposeAsync();
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }

        _testModels?.Delete(recursive: true);
    }

    private static TaskModel ModelOf(ApplicationHost host, int task, TimeSpan objective)
    {
        var layout = host.Application.Layout;
        var segment = layout.Segments.First(s => s.Serves(task)).Index;
        var (load, model, name) = (host.Application.Segments[segment], host.ModelOf(segment), layout.Tasks[task].Name);
        var input = new TensorMetadata(model.Inputs[0].Name, Datatype.Fp32, [.. load.Variant.Input.Select(d => (long)d)]);
        var output = model.Outputs[0] with { Shape = [.. model.Outputs[0].Shape.Skip(1)] };
        var configuration = new ModelConfiguration(name, "onnxruntime_onnx", MostItems, [input], [output])
        {
            Instances = layout.Segments.Where(s => s.Serves(task)).Sum(s => s.Processes),
        };
        var metadata = new ModelMetadata(
            name, [ApplicationModel.Version], configuration.Platform, [input with { Shape = [-1, .. input.Shape] }], [output with { Shape = [-1, .. output.Shape] }]);
        return new TaskModel(ModelFace.Of(metadata, configuration), host.Executor, task, host.CountersOf(task), objective);
    }
}
