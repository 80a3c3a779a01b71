using Tangram.Server.Control;
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
    private readonly HostSurroundings _around;
    private readonly ServerSetup _setup;
    private readonly ModelDirectory _directory = new();
    private readonly RepositoryControl _repository;
    private readonly DirectoryInfo? _testModels;
    private ServedApplication? _application;
    private ControlLoop? _control;

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

        _repository = new RepositoryControl(repositories, setup.Cores, _directory, around);
    }

    /// <summary>Starts the workers.</summary>
    public async Task StartAsync(CancellationToken cancellation)
    {
        if (_setup.Application is { } application)
        {
            _application = await ServedApplication.StartAsync(application, _around, _directory, cancellation);
            _control = application.Control is { } control ? ControlLoop.Start(_application, application, control, _around) : null;
        }

        await _repository.StartAsync(cancellation);
    }

    /// <summary>What clients see.</summary>
    public Front FrontOf(PrometheusText text, RequestTracing? tracing) =>
        new(new InferenceService(_directory, _repository, _around.Clock, _around.Options), _around.Options, text, _around.Logger)
        {
            Application = _application?.Model,
            Control = _control,
            Tracing = tracing,
            Counters = () => [.. _directory.All().Select(m => m.Counters)],
        };

    /// <summary>Lets no further request in and waits for those that were.</summary>
    public Task DrainAsync() => Task.WhenAll(_application?.Host.Executor.Drain() ?? Task.CompletedTask, _repository.DrainAsync());

    public async ValueTask DisposeAsync()
    {
        await _repository.DisposeAsync();
        if (_control is not null)
        {
            await _control.DisposeAsync();
        }

        if (_application is not null)
        {
            await _application.DisposeAsync();
        }

        _testModels?.Delete(recursive: true);
    }
}
